package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.MessageScript;

/** Callers who do what they may, or may not, and seldom do. */
@ExtendWith(ArquillianExtension.class)
class OddCallersIT {
    private static final byte[] GREETING = Events.bytes(MessageScript.greeting());

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final List<WireCaller> callers = new ArrayList<>();

    private WireCaller caller() throws IOException {
        WireCaller caller = new WireCaller();
        callers.add(caller);
        return caller;
    }

    @AfterEach
    void leave() throws IOException {
        for (WireCaller caller : callers) {
            caller.close();
        }
    }

    @Test
    void mayAskAgainBeforeTheyAreAnswered() throws Exception {
        world.account();
        Ask ask = Ask.stream().key(world.key());
        WireCaller caller = caller();

        caller.ask(ask).ask(ask).ask(ask.saying("{"));

        for (int i = 0; i < 2; i++) {
            caller.readHead();
            assertThat(caller.readBody()).isEqualTo(GREETING);
        }
        caller.readHead();
        assertThat(caller.status()).isEqualTo(400);
    }

    @Test
    void mayAskForTheEndOfTheConnection() throws Exception {
        world.account();
        WireCaller caller = caller();

        caller.ask(Ask.stream().key(world.key()).with("connection", "close")).readHead();

        assertThat(caller.readBody()).isEqualTo(GREETING);
        assertThat(caller.isClosed()).isTrue();
    }

    @Test
    void maySpeakTheOldestHttp() throws Exception {
        world.account();
        Ask ask = Ask.stream().key(world.key());
        WireCaller caller = caller();

        caller.send(ask.head().replace("HTTP/1.1", "HTTP/1.0") + "Content-Length: "
                        + ask.body().size() + "\r\n\r\n")
                .send(ask.body().array());

        assertThat(new String(caller.readToEnd(), UTF_8))
                .startsWith("HTTP/1.0 200 ")
                .endsWith("\r\n\r\n" + new String(GREETING, UTF_8));
    }

    @Test
    void maySendABodyByteByByte() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        WireCaller caller = caller();

        caller.send(ask.head() + "Content-Length: " + ask.body().size() + "\r\n\r\n");
        for (byte octet : ask.body().array()) {
            caller.send(new byte[] {octet});
        }
        caller.readHead();

        assertThat(caller.status()).isEqualTo(200);
        assertThat(world.upstream().takeRequest(Patience.USUAL).body())
                .isEqualTo(ask.body().array());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST http://relay/v1/messages?beta=true HTTP/1.1", "POST /v1/messages/?beta=true HTTP/1.1"})
    void maySpellThePathInOtherWays(String line) throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        WireCaller caller = caller();

        caller.send(ask.head().replace("POST /v1/messages HTTP/1.1", line) + "Content-Length: "
                        + ask.body().size() + "\r\n\r\n")
                .send(ask.body().array())
                .readHead();

        assertThat(caller.status()).isEqualTo(200);
        assertThat(world.upstream().takeRequest(Patience.USUAL).target()).isEqualTo("/v1/messages?beta=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages/../../admin/api/v1/keys",
                "/v1/%2e%2e/admin/api/v1/keys",
                "/admin/api/v1/keys",
                "//admin/api/v1/keys",
                "/admin/api/v1/keys;x=/v1/messages",
                "/WEB-INF/web.xml",
                "/v1/..%2fWEB-INF/web.xml"
            })
    void doNotComeWhereTheyHaveNoBusiness(String target) throws Exception {
        WireCaller caller = caller();

        caller.ask(Ask.get(target).key(world.key())).readHead();

        assertThat(caller.status()).isBetween(400, 404);
    }
}

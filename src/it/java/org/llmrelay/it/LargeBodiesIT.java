package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;

/** Request bodies that together are larger than the server's heap of 256 MB. */
@ExtendWith(ArquillianExtension.class)
class LargeBodiesIT {
    private static final int SIZE = 20_000_000;
    private static final int TOO_MANY = 15;

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

    private static byte[] large(String json) {
        byte[] body = Arrays.copyOf(json.getBytes(UTF_8), SIZE);
        Arrays.fill(body, json.length(), SIZE, (byte) ' ');
        return body;
    }

    /** All but the last byte. */
    private static void beginUpload(WireCaller caller, Key key) throws IOException {
        Ask ask = Ask.message().key(key);
        caller.send(ask.head() + "Content-Length: " + SIZE + "\r\n\r\n")
                .send(Arrays.copyOf(large(Prompt.plain()), SIZE - 1));
    }

    @Test
    void leaveNothingBehindWhenTheyAreAnswered() {
        world.account();
        Ask ask = Ask.message().saying(large(Prompt.plain())).key(world.key());

        for (int i = 0; i < TOO_MANY; i++) {
            RelayClient.send(ask).isFine();
            world.upstream().reset();
        }
    }

    @Test
    void areLetGoAsSoonAsAStreamBegins() throws Exception {
        world.account();
        Hold hold = new Hold();
        Ask ask = Ask.stream().saying(large(Prompt.streamed())).key(world.key());

        for (int i = 0; i < TOO_MANY; i++) {
            world.upstream().next(Behaviours.normal().stallAfterEvents(2, hold));
            WireCaller caller = caller();
            caller.ask(ask).readHead();
            assertThat(caller.status()).isEqualTo(200);
            assertThat(Events.in(caller.readEvents(2))).hasSize(2);
            world.upstream().reset();
        }
        hold.release();

        for (WireCaller caller : callers) {
            assertThat(Events.in(caller.readBody())).isNotEmpty();
        }
    }

    @Test
    void leaveNothingBehindWhenTheirSendersGo() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        for (int i = 0; i < TOO_MANY; i++) {
            WireCaller caller = caller();
            beginUpload(caller, key);
            caller.close();
        }

        Reply reply = Patience.until(
                "the memory is free again",
                () -> RelayClient.send(
                        Ask.message().saying(large(Prompt.plain())).key(key)),
                whole -> whole.status() == 200);

        assertThat(reply.header("request-id"))
                .isEqualTo(world.upstream().takeExchange(Patience.USUAL).requestId());
        assertThat(world.booked(key).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void areTurnedAwayWhereTheyDoNotFitTogether() throws Exception {
        world.account();
        Key key = world.key();
        for (int i = 0; i < TOO_MANY; i++) {
            beginUpload(caller(), key);
        }

        RelayClient.send(Ask.message().key(key)).isFine();

        int busy = 0;
        for (WireCaller caller : callers) {
            caller.readHead();
            assertThat(caller.status()).isIn(408, 529);
            if (caller.status() == 529) {
                busy++;
                assertThat(caller.header("retry-after")).isNotEmpty();
                NativeErrors.requireForm(
                        new String(caller.readBody(), UTF_8), "overloaded_error", caller.header("request-id"));
            }
        }
        assertThat(busy).isBetween(1, TOO_MANY - 1);
        RelayClient.send(Ask.message().saying(large(Prompt.plain())).key(key)).isFine();
    }
}

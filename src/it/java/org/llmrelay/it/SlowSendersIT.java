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

/** Callers whose request does not come to an end. */
@ExtendWith(ArquillianExtension.class)
class SlowSendersIT {
    private static final int MANY = 100;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final List<WireCaller> senders = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (WireCaller sender : senders) {
            sender.close();
        }
    }

    @Test
    void hinderNobodyAndAreSentAwayInTheEnd() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        for (int i = 0; i < MANY; i++) {
            WireCaller sender = new WireCaller();
            senders.add(sender);
            String framing =
                    i % 2 == 0 ? "Content-Length: 2000\r\n\r\n{" : "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"mo";
            sender.send(ask.head() + framing);
        }

        for (int i = 0; i < 3; i++) {
            RelayClient.send(ask).isFine();
        }

        for (WireCaller sender : senders) {
            sender.readHead();
            assertThat(sender.status()).isEqualTo(408);
            NativeErrors.requireForm(
                    new String(sender.readBody(), UTF_8), "timeout_error", sender.header("request-id"));
        }
        assertThat(world.upstream().exchanges()).hasSize(3);
    }

    @Test
    void areNotWaitedForWithoutAKey() throws Exception {
        WireCaller sender = new WireCaller();
        senders.add(sender);

        sender.send(Ask.message().head() + "Content-Length: 2000\r\n\r\n{").readHead();

        assertThat(sender.status()).isEqualTo(401);
    }
}

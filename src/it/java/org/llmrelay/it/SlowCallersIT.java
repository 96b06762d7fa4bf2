package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.Fate;

/** Callers who read slower than the upstream writes. */
@ExtendWith(ArquillianExtension.class)
class SlowCallersIT {
    private static final long MEGABYTE = 1_000_000;
    private static final Duration QUIET = Duration.ofMillis(300);
    /** What sockets on the way hold; the kernel lets each grow to some megabytes. */
    private static final long BETWEEN = 24 * MEGABYTE;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowsTheUpstreamAndLosesNothing(boolean streamed) throws Exception {
        long size = 200 * MEGABYTE;
        world.account();
        world.upstream().next(Behaviours.sized(size));
        Key key = world.key();
        try (WireCaller caller = new WireCaller()) {
            caller.ask((streamed ? Ask.stream() : Ask.message()).key(key)).readHead();
            Exchange exchange = world.upstream().takeExchange(Patience.USUAL);

            long heldAt = exchange.awaitWriterBlocked(QUIET, Patience.USUAL);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long read = readAll(new DigestInputStream(caller.body(), digest));

            assertThat(heldAt).isLessThan(BETWEEN);
            assertThat(read).isEqualTo(size);
            assertThat(exchange.awaitEnd(Patience.USUAL)).isEqualTo(Fate.COMPLETED);
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(exchange.bodyDigest());
        }
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("completed");
    }

    private static long readAll(InputStream in) throws Exception {
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count += n;
        }
        return count;
    }

    @Test
    void givesUpOnACallerWhoReadsNothingAtAll() throws Exception {
        world.account();
        world.upstream().next(Behaviours.sized(200 * MEGABYTE));
        Key key = world.key();
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key)).readHead();
            Exchange exchange = world.upstream().takeExchange(Patience.USUAL);

            assertThat(exchange.awaitEnd(Patience.USUAL)).isEqualTo(Fate.CALLER_CLOSED);
            assertThat(world.booked(key).path("ending").asText()).isEqualTo("caller-gone");
        }
    }
}

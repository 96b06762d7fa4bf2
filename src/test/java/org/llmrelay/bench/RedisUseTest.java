package org.llmrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RedisUseTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    @Test
    void leavesOutWhatTheIdleRelayDoesByItself() {
        // Ten idle seconds: 20 reads and pings of the relay, and the two reads that looking causes.
        RedisStats idle = stats(0, 100, Map.of("ping", 10L));
        RedisStats before = stats(10, 122, Map.of("ping", 30L));
        // Five seconds with 100 calls of three round trips.
        RedisStats after = stats(15, 122 + 300 + 10 + 2, Map.of("ping", 40L, "evalsha", 300L, "hget", 500L));

        RedisUse use = RedisUse.between(idle, before, after, 100);

        assertThat(use.roundTrips()).isEqualTo(3, EXACTLY);
        assertThat(use.commands()).isEqualTo(8, EXACTLY);
        assertThat(use.counted()).isEqualTo("evalsha 3.00, hget 5.00");
    }

    @Test
    void listsHousekeepingApart() {
        RedisStats idle = stats(0, 0, Map.of());
        RedisStats before = stats(1, 2, Map.of());
        RedisStats after = stats(2, 104, Map.of("client|setinfo", 10L, "get", 100L));

        RedisUse use = RedisUse.between(idle, before, after, 100);

        assertThat(use.commands()).isEqualTo(1, EXACTLY);
        assertThat(use.notCounted()).isEqualTo("client|setinfo 0.10");
    }

    private static RedisStats stats(long seconds, long reads, Map<String, Long> commands) {
        return new RedisStats(seconds * 1_000_000_000, 1, reads, commands);
    }
}

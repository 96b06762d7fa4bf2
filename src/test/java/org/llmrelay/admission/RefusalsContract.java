package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all that keep refusals do. */
public abstract class RefusalsContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    protected abstract Refusals refusals();

    protected static RefusedCall refused(String key, String call) {
        return new RefusedCall(
                AT, call, key, "rate-limited", "requests/window", "opus \"4\"", "claude-cli/2.1", "It is used up");
    }

    @Test
    void knowsNothingOfAKeyThatWasRefusedNothing() {
        assertThat(refusals().latest("k1", 10)).isEmpty();
        assertThat(refusals().find("k1", "c1")).isEmpty();
    }

    @Test
    void keepsRefusalsAsTheyWereNewestFirst() {
        RefusedCall bare = new RefusedCall(AT, "c2", "k1", "key-disabled", null, "", null, "It is disabled");

        refusals().keep(List.of(refused("k1", "c1"), bare, refused("k2", "c3")));

        assertThat(refusals().latest("k1", 10)).containsExactly(bare, refused("k1", "c1"));
        assertThat(refusals().latest("k1", 1)).containsExactly(bare);
        assertThat(refusals().latest("k2", 10)).containsExactly(refused("k2", "c3"));
    }

    @Test
    void findsTheRefusalOfOneCall() {
        refusals()
                .keep(IntStream.range(0, 300)
                        .mapToObj(i -> refused("k1", "c" + i))
                        .toList());

        assertThat(refusals().find("k1", "c7")).contains(refused("k1", "c7"));
        assertThat(refusals().find("k2", "c7")).isEmpty();
    }
}

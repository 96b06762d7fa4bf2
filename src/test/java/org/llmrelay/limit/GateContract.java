package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate.Entry.Full;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;

/** What every gate does. */
public abstract class GateContract {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Session OPUS = new Session("s1", "opus", Duration.ofHours(1));
    private static final Session SONNET = new Session("s1", "sonnet", Duration.ofHours(1));

    protected abstract Gate gate();

    /** The leases through which sessions are bound to accounts. */
    protected abstract Leases leases();

    /** The clock that both go by. */
    protected abstract ManualClock clock();

    private Gate.Entry enter(String key, String call, int slots) {
        return gate().enter(Entrants.entrant(key, call, slots, null));
    }

    private Gate.Entry enter(String key, @Nullable Session session) {
        return gate().enter(Entrants.entrant(key, "call-in-session", 5, session));
    }

    private void bind(String key, Session session, String account) {
        leases().take(new Claim(account, "c0", 0, LEASE, new Binding(key, session)));
    }

    @Test
    void letsAnyNumberInWithoutALimit() {
        assertThat(enter("k1", "c1", 0)).isEqualTo(new Inside(null));
        assertThat(enter("k1", "c2", 0)).isEqualTo(new Inside(null));
        assertThat(gate().inside("k1")).isEqualTo(2);
    }

    @Test
    void isFullWhenAllSlotsAreTaken() {
        enter("k1", "c1", 2);
        enter("k1", "c2", 2);

        assertThat(enter("k1", "c3", 2)).isEqualTo(new Full());
        assertThat(gate().inside("k1")).isEqualTo(2);
    }

    @Test
    void countsEachKeyForItself() {
        enter("k1", "c1", 1);

        assertThat(enter("k2", "c2", 1)).isInstanceOf(Inside.class);
    }

    @Test
    void holdsASlotHoweverLongTheCallTakes() {
        enter("k1", "c1", 1);

        clock().advance(Duration.ofDays(1));

        assertThat(enter("k1", "c2", 1)).isEqualTo(new Full());
    }

    @Test
    void knowsWhereASessionWentLast() {
        bind("k1", OPUS, "a1");

        assertThat(enter("k1", OPUS)).isEqualTo(new Inside("a1"));
    }

    @Test
    void keepsSessionsOfOtherFamiliesAndKeysApart() {
        bind("k1", OPUS, "a1");

        assertThat(enter("k1", SONNET)).isEqualTo(new Inside(null));
        assertThat(enter("k2", OPUS)).isEqualTo(new Inside(null));
        assertThat(enter("k1", new Session("s2", "opus", OPUS.lasting()))).isEqualTo(new Inside(null));
    }

    @Test
    void doesNotLookASessionUpThatIsNotNamed() {
        bind("k1", OPUS, "a1");

        assertThat(enter("k1", (Session) null)).isEqualTo(new Inside(null));
    }
}

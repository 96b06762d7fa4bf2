package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port through which a key's calls enter: one atomic step on the key's slot checks every limit and holds what the call may use. Booking the call
 * replaces what it holds by what it used. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Gate {

    /** Checks all limits, takes a slot and looks up where the session went last, in one round trip. Who is not let in has changed nothing. */
    Entry enter(Entrant entrant);

    /** Checks limits and uses them up at once: nothing is held, no slot is taken, and nothing is to be booked. One round trip; at least one hold. */
    Entry use(String key, List<Hold> holds);

    /**
     * What has to be handed in with the booking of a call that is let pass while the store is away: with it, the call counts in the periods in which it ran.
     * Does not ask the store.
     */
    String pass(Entrant entrant);

    /** How many calls of the key are in. */
    long inside(String key);

    /** How far some limits of a key are used up now, in the same order. */
    List<Meter> meters(String key, List<Rule> rules);

    /**
     * Begins to count limits of a key at what was spent elsewhere, each in the period that it is in now. A limit that has been counted here stays as it is; a
     * window or a sliding one, which a call begins, is passed over.
     */
    void carry(String key, List<Carried> spent);

    /** Forgets what was spent under limits of a key; what running calls hold stays. */
    void reset(String key, List<Rule> rules);

    /** Forgets what was spent in windows and periods that are over; what running calls hold stays. Returns how many limits that were. One round trip. */
    int turnOver(List<Ruled> keys);

    /** A key and its limits. */
    record Ruled(String key, List<Rule> rules) {
        public Ruled {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Who wants in.
     *
     * @param slots how many calls of the key may be in at once, or 0 for any number
     * @param holds what the call may use of each limit that concerns it
     * @param session the session and model family to look up, or null for none
     */
    record Entrant(
            String key,
            Slip slip,
            int slots,
            List<Hold> holds,
            @Nullable Session session) {
        public Entrant {
            holds = List.copyOf(holds);
        }
    }

    /**
     * What is known of a call before it is made: enough to book it when its node is never heard of again.
     *
     * @param client the start of the caller's User-Agent, or null
     */
    record Slip(
            String call,
            Instant at,
            String dialect,
            String model,
            boolean streamed,
            @Nullable String client) {}

    /** What a call may use of a limit, in the limit's unit. Requests are spent at once, tokens and money are held until the call is booked. */
    record Hold(Rule rule, long amount) {}

    /** What was spent under a limit before the key came here, in the limit's unit. */
    record Carried(Rule rule, long spent) {}

    /**
     * A conversation of a key, by model family.
     *
     * @param lasting how long its account is remembered from now
     */
    record Session(String id, String family, Duration lasting) {}

    /**
     * How far a limit is used up.
     *
     * @param spent what was used in the period
     * @param held what running calls may use beyond that
     * @param resets when the period ends, or the oldest part of a sliding one; null for one that never does, or has not begun
     */
    record Meter(Rule rule, long spent, long held, @Nullable Instant resets) {
        /** Whether a call fits that holds an amount. An estimate may be too high: a call alone may use what is left. */
        public boolean fits(long amount) {
            boolean mayBeAlone = !rule.unit().isCalls() && !rule.strict() && held == 0;
            return spent + held + amount <= rule.most() || (mayBeAlone && spent < rule.most());
        }
    }

    /** The answer at the gate. */
    sealed interface Entry {
        /**
         * Inside.
         *
         * @param account where the session went last, or null
         * @param overruns limits that would have refused the call, if they were enforced
         * @param meters how far the limits that concern the call are used up, the call itself included
         */
        record Inside(@Nullable String account, List<String> overruns, List<Meter> meters) implements Entry {
            public Inside {
                overruns = List.copyOf(overruns);
                meters = List.copyOf(meters);
            }

            /** Inside, where no limit concerns the call. */
            public Inside(@Nullable String account) {
                this(account, List.of(), List.of());
            }

            public Optional<String> boundAccount() {
                return Optional.ofNullable(account);
            }
        }

        /** All slots are taken. */
        record Full() implements Entry {}

        /** A limit is used up. {@code resets}: when its period ends, or null for never. */
        record Spent(Rule rule, @Nullable Instant resets) implements Entry {}
    }
}

package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port for the slots of accounts and what else limits them. Booking a call frees its slot and puts what it used in the place of what it held. Throws
 * {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Leases {

    /**
     * Checks all limits of an account, takes a slot, holds what the call may use, and remembers the account for the session: other nodes know it when the call
     * is booked. Who is refused has changed nothing.
     */
    Taken take(Claim claim);

    /** Gives a slot back, and what was held with it: the call was not served. Idempotent. */
    void release(String account, String call);

    /** Keeps the slots of running calls for another {@code lease}. */
    void renew(String account, Collection<String> calls, Duration lease);

    /** How many calls run on the account. */
    default long running(String account) {
        return running(List.of(account)).get(0);
    }

    /** How many calls run on each of some accounts, in their order; one round trip for all. Those of other nodes as they told it a second ago. */
    List<Long> running(List<String> accounts);

    /** How far the account is used; what is not limited is not counted. {@code terms}: those that count. */
    Load load(String account, Terms terms);

    /** The account that a session went to last. */
    Optional<String> accountOf(Binding binding);

    /** What came of a claim. */
    enum Taken {
        TAKEN,
        /** All slots are taken. */
        SLOTS,
        /** So many requests have begun in this minute. */
        REQUESTS,
        /** So many tokens were used in this minute. */
        TOKENS,
        /** So much money was spent on this day. */
        COST;

        /** The name in records and answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A wish for a slot.
     *
     * @param binding the session to remember the account for, or null where it has one already
     */
    record Claim(
            String account,
            String call,
            Terms terms,
            Duration lease,
            @Nullable Binding binding) {

        /** {@code slots}: how many calls the account takes at once, or 0 for any number; nothing else is limited. */
        public Claim(String account, String call, int slots, Duration lease, @Nullable Binding binding) {
            this(account, call, Terms.slots(slots), lease, binding);
        }
    }

    /**
     * What an account takes at most, or 0 for any amount, and what the call may use of it.
     *
     * @param slots calls at once
     * @param requests calls that begin in one minute of the clock
     * @param tokens tokens of calls that begin in one minute of the clock
     * @param cost micro-dollars since {@code day}
     * @param day when the day began
     * @param holds what the call may use
     */
    record Terms(int slots, long requests, long tokens, long cost, Instant day, Hold holds) {
        /** Nothing is limited. */
        public static final Terms NONE = slots(0);

        public static Terms slots(int slots) {
            return new Terms(slots, 0, 0, 0, Instant.EPOCH, Hold.NOTHING);
        }

        public boolean isLimited() {
            return slots + requests + tokens + cost > 0;
        }
    }

    /** What a call may use, or has used. {@code cost}: micro-dollars. */
    record Hold(long tokens, long cost) {
        public static final Hold NOTHING = new Hold(0, 0);
    }

    /** How far an account is used: calls now, requests and tokens of this minute, micro-dollars of this day; what is held counts. */
    record Load(long running, long requests, long tokens, long cost) {
        public static final Load NONE = new Load(0, 0, 0, 0);
    }

    /** A session of a key that is to stay with the account. */
    record Binding(String key, Gate.Session session) {}
}

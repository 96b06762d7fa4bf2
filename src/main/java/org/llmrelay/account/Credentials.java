package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The port that stores the credentials of accounts that sign in. One node at a time renews a credential: it claims the renewal, and what it writes counts only
 * if nobody wrote before. All but {@link #of} and {@link #isUnreadable} block for the store and throw
 * {@link org.llmrelay.failure.StoreUnavailableException} when it is away. Thread-safe.
 */
public interface Credentials {

    /** An account's credential, from memory; the store is asked only where memory has none. */
    Optional<Credential> of(String account);

    /** Whether an account has a credential that this node cannot read: other nodes may, if they have other keys. From memory. */
    boolean isUnreadable(String account);

    /** Writes what an operator brought, whatever stood there, and forgets what was held against it. Returns it with its version. */
    Credential save(String account, Credential credential);

    /**
     * Claims the renewal of a credential. A claim ends when something is written, when it is said to have failed, and by itself after {@code lasting}.
     *
     * @param version of the credential that is not good any more
     * @param forced whether a pause or a final refusal is passed over
     */
    Claim claim(String account, long version, Duration lasting, boolean forced);

    /** Writes a renewed credential if the stored one is the one before it. Returns whether it was. */
    boolean replace(String account, Credential renewed);

    /** Says that a renewal failed; counts only while the claim is held and the credential stands. Returns whether it did. */
    boolean failed(Claim.Held claim, Failure failure);

    /** Why a renewal failed. */
    sealed interface Failure {

        /** Nobody needs to try before {@code until}. */
        record Later(Instant until) implements Failure {}

        /** Trying again cannot help. */
        record Final(String code) implements Failure {}
    }

    /** The answer to a claim. */
    sealed interface Claim {

        /**
         * The renewal is ours.
         *
         * @param fence grows with every claim
         * @param failures how many renewals have failed in a row
         */
        record Held(String account, Credential credential, long fence, int failures) implements Claim {}

        /** There is a newer credential. */
        record Newer(Credential credential) implements Claim {}

        /** Somebody else has it, at the latest until then. */
        record Taken(Instant until) implements Claim {}

        /** It has failed, and is not to be tried before then. */
        record Paused(Instant until) implements Claim {}

        /** The authorization server refused for good. */
        record Refused(String code) implements Claim {}

        /** There is no credential. */
        record Missing() implements Claim {}

        /** There is one that this node cannot read. */
        record Unreadable() implements Claim {}
    }
}

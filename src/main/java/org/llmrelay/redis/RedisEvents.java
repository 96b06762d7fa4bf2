package org.llmrelay.redis;

import java.time.Duration;

/** What an operator should hear of the store. Called on any thread; must return at once. */
public interface RedisEvents {

    /** An account's record is damaged, or no key in the ring opens its secrets: the account is left out. {@code why} holds no secret. */
    void accountUnreadable(String account, String why);

    /**
     * An account's sign-in is damaged, or no key in the ring opens it: this node does not call the account, and holds nothing against it. {@code why} holds no
     * secret.
     */
    void credentialUnreadable(String account, String why);

    /** What another relay hashed keys with is damaged, or no key in the ring opens it: keys from there are not known. {@code why} holds no secret. */
    void foreignHashingUnreadable(String id, String why);

    /** A named proxy's record is damaged, or no key in the ring opens its password: accounts that use it are left out. {@code why} holds no secret. */
    void proxyUnreadable(String proxy, String why);

    /** An operator's price for a model is damaged: it is left out until it is saved anew. */
    void priceUnreadable(String model);

    /** What operators saved of settings is damaged: what held before goes on. */
    void settingsUnreadable();

    /** What happened to an account could not be stored: for now only this node goes by it. */
    void standingNotStored(String account);

    /**
     * A call was booked before: by an earlier try of which nothing was heard, or by a node that took this one for lost, and then with less than it used.
     *
     * @param output how many output tokens it has used by now
     */
    void bookedBefore(String call, long output);

    /** Changes made on other nodes are heard, from now on or again; all that was in memory has been read anew. */
    void changesHeard();

    /** Changes made on other nodes are not heard; the next try comes after {@code pause}. */
    void changesLost(Duration pause);
}

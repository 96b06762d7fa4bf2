package org.llmrelay.usage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.llmrelay.pricing.Charge;

/**
 * The port through which ledgers are read, corrected and forgotten. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is
 * away. Thread-safe.
 */
public interface Archive {

    /** The keys whose ledgers have grown, as far as this node knows, since it was asked last. Each is told once. */
    List<String> takeGrown();

    /** Tells a key once more, here, to whoever asks what has grown. */
    void rememberGrown(List<String> keys);

    /** What stands in ledgers behind a place (by key; empty for the beginning), in order, and no more than so much of each. */
    Map<String, List<Posting>> behind(Map<String, String> cursors, int most);

    /** What was posted to ledgers within a time and behind a place (by key; empty for the beginning), in order. */
    Map<String, List<Posting>> posted(Map<String, String> behind, Posted wanted);

    /** {@code most}: of each key. */
    record Posted(Instant from, Instant until, int most) {}

    /** What was posted to a key's ledger, newest first. */
    List<Posting> newest(String key, Since since, int most);

    /** {@code before}: the name of an entry, or nothing for the end. {@code until}: the latest time of posting. */
    record Since(Instant from, Instant until, Optional<String> before) {}

    /** What stands at some places, in the same order; what is not there is left out. */
    List<Posting> read(List<Place> places);

    /** The calls among some postings, in the same order, with what they are charged by now. */
    List<BookedCall> corrected(List<Posting> postings);

    /**
     * Posts to the ledger that a call is charged something else from now on, unless somebody else corrected it meanwhile.
     *
     * @return whether it was corrected
     */
    boolean correct(BookedCall call, Charge charge);

    /**
     * Forgets what was posted before a time, as far as it has been counted.
     *
     * @param counted up to where the key's ledger has been counted, by key
     */
    void trim(Map<String, String> counted, Instant before);

    /** Forgets what keys used on days before one, by model. {@code day} such as {@code 2026-03-01}. */
    void forgetDays(List<String> keys, String day);

    /** Tells all keys that have a ledger, some at a time. Those that come or go meanwhile may be left out. */
    void everyKey(Consumer<List<String>> some);
}

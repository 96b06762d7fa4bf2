package org.llmrelay.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Charge;

/** Ledgers in memory, for tests. What is posted now was posted when its call arrived. Thread-safe. */
public final class InMemoryArchive implements Archive {
    private final Map<String, List<Posting>> ledgers = new TreeMap<>();
    private final Map<Place, Charge> corrections = new HashMap<>();
    private final Set<String> grown = new TreeSet<>();
    private int last;

    /** Posts a call. */
    public synchronized Place post(LedgerEntry entry) {
        return post(entry, null);
    }

    private Place post(LedgerEntry entry, Posting.@Nullable Correction correction) {
        last++;
        Place place = new Place(entry.key(), String.format(Locale.ROOT, "1-%06d", last));
        ledger(entry.key()).add(new Posting(place, entry, correction));
        grown.add(entry.key());
        return place;
    }

    private List<Posting> ledger(String key) {
        return ledgers.computeIfAbsent(key, id -> new ArrayList<>());
    }

    @Override
    public synchronized List<String> takeGrown() {
        List<String> taken = List.copyOf(grown);
        grown.clear();
        return taken;
    }

    @Override
    public synchronized void rememberGrown(List<String> keys) {
        grown.addAll(keys);
    }

    @Override
    public synchronized Map<String, List<Posting>> behind(Map<String, String> cursors, int most) {
        Map<String, List<Posting>> found = new TreeMap<>();
        cursors.forEach((key, cursor) -> found.put(
                key,
                ledger(key).stream()
                        .filter(posting -> posting.place().entry().compareTo(cursor) > 0)
                        .limit(most)
                        .toList()));
        return found;
    }

    @Override
    public synchronized Map<String, List<Posting>> posted(Map<String, String> behind, Posted wanted) {
        return behind(behind, wanted.most());
    }

    @Override
    public synchronized List<Posting> newest(String key, Since since, int most) {
        List<Posting> found = new ArrayList<>(ledger(key).stream()
                .filter(posting -> since.before()
                        .map(entry -> posting.place().entry().compareTo(entry) < 0)
                        .orElse(!posting.entry().at().isAfter(since.until())))
                .filter(posting -> !posting.entry().at().isBefore(since.from()))
                .toList());
        Collections.reverse(found);
        return found.stream().limit(most).toList();
    }

    @Override
    public synchronized List<Posting> read(List<Place> places) {
        return places.stream()
                .flatMap(place -> ledger(place.key()).stream()
                        .filter(posting -> posting.place().equals(place)))
                .toList();
    }

    @Override
    public synchronized List<BookedCall> corrected(List<Posting> postings) {
        return postings.stream()
                .filter(Posting::isCall)
                .map(call -> new BookedCall(call.place(), call.entry(), corrections.get(call.place())))
                .toList();
    }

    @Override
    public synchronized boolean correct(BookedCall call, Charge charge) {
        Charge before = corrections.get(call.place());
        if (read(List.of(call.place())).isEmpty()
                || (before == null ? call.corrected() != null : !before.equals(call.corrected()))) {
            return false;
        }
        Spending change = Spending.of(charge).minus(Spending.of(call.charge()));
        LedgerEntry entry = call.entry();
        Outcome outcome = entry.outcome();
        Outcome nothing = new Outcome(
                outcome.ending(), outcome.status(), Usage.NONE, outcome.model(), List.of(), null, outcome.total());
        LedgerEntry posted = new LedgerEntry(
                entry.call(),
                entry.at(),
                entry.key(),
                entry.account(),
                entry.dialect(),
                entry.model(),
                entry.streamed(),
                entry.client(),
                nothing,
                new Charge(
                        charge.state(),
                        charge.prices(),
                        charge.rates(),
                        charge.rating(),
                        change.official(),
                        change.rated()));
        post(posted, new Posting.Correction(call.place(), change.guessed()));
        corrections.put(call.place(), charge);
        return true;
    }

    @Override
    public synchronized void trim(Map<String, String> counted, Instant before) {
        counted.forEach((key, cursor) -> ledger(key)
                .removeIf(posting -> posting.place().entry().compareTo(cursor) < 0
                        && posting.entry().at().isBefore(before)));
    }

    @Override
    public void forgetDays(List<String> keys, String day) {
        // The ledger in memory works its days out from the entries.
    }

    @Override
    public synchronized void everyKey(Consumer<List<String>> some) {
        Stream.of(List.copyOf(ledgers.keySet())).forEach(some);
    }
}

package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds calls in the ledgers, newest first. Calls of all keys are found by the index of arrivals, where hours without any that could fit are passed
 * over; those of one key are read from its ledger, in the order in which they were booked. A call is found a moment after it was booked. Blocks for
 * the store. Thread-safe.
 */
public final class CallSearch {
    private static final int CHUNK = 200;

    /** After so many calls that were looked at, a page ends, however few of them fit. */
    private static final int MOST_LOOKED_AT = 2_000;

    /** A call is booked when it ends: no later than this behind its arrival, unless the store was away for long. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private static final Duration LONGEST_TIME = Duration.ofDays(3_660);

    private final Archive archive;
    private final Counters counters;
    private final Calendar calendar;

    public CallSearch(Archive archive, Counters counters, Calendar calendar) {
        this.archive = archive;
        this.counters = counters;
        this.calendar = calendar;
    }

    /**
     * A part of what was found.
     *
     * @param next behind which call to go on; nothing where that was all
     */
    public record Page(List<BookedCall> calls, Optional<Arrival> next) {}

    /** {@code behind}: the call behind which to go on. A page may have fewer calls than wanted, or none, and still not be the last. */
    public Page page(CallFilter filter, Optional<Arrival> behind, int most) {
        Gathering gathering = new Gathering(filter, behind, most);
        String key = filter.key();
        if (key == null) {
            searchAll(gathering);
        } else {
            searchOne(key, gathering);
        }
        return gathering.page();
    }

    public Optional<BookedCall> find(Place place) {
        return archive.corrected(archive.read(List.of(place))).stream().findFirst();
    }

    private void searchOne(String key, Gathering gathering) {
        TimeRange time = gathering.filter.time();
        List<Posting> postings;
        do {
            Archive.Since since = new Archive.Since(
                    time.from(), time.to().plus(LONGEST_CALL), gathering.last.map(arrival -> arrival.place()
                            .entry()));
            postings = archive.newest(key, since, gathering.chunk());
            gathering.take(postings, archive);
        } while (postings.size() == gathering.chunk() && !gathering.isFull());
        gathering.finish(postings.size() < gathering.chunk());
    }

    private void searchAll(Gathering gathering) {
        TimeRange time = gathering.filter.time();
        Instant end = gathering
                .last
                .map(arrival -> arrival.at().plusMillis(1))
                .filter(behind -> behind.isBefore(time.to()))
                .orElse(time.to());
        // Nothing arrived in the future, or so long ago; and days are looked at one by one.
        Instant newest = calendar.now().plus(LONGEST_CALL);
        Instant latest = end.isAfter(newest) ? newest : end;
        Instant oldest = calendar.now().minus(LONGEST_TIME);
        Instant earliest = time.from().isBefore(oldest) ? oldest : time.from();
        for (Slice day : busy(Grain.DAY, earliest, latest, gathering.filter)) {
            Instant from = day.start().isBefore(earliest) ? earliest : day.start();
            Instant to = day.end().isAfter(latest) ? latest : day.end();
            for (Slice hour : busy(Grain.HOUR, from, to, gathering.filter)) {
                searchHour(hour, gathering);
                if (gathering.isFull()) {
                    return;
                }
            }
        }
        gathering.finish(true);
    }

    private void searchHour(Slice hour, Gathering gathering) {
        TimeRange time = gathering.filter.time();
        List<Arrival> arrivals;
        do {
            arrivals = counters.arrivals(
                    hour, new Counters.Window(time.from(), time.to(), gathering.last), gathering.chunk());
            List<Place> places = arrivals.stream().map(Arrival::place).toList();
            gathering.take(archive.read(places), archive);
            if (!arrivals.isEmpty() && !gathering.isFull()) {
                gathering.last = Optional.of(arrivals.get(arrivals.size() - 1));
            }
        } while (arrivals.size() == gathering.chunk() && !gathering.isFull());
    }

    /** The slices, newest first, in which the counters know of something that may fit, or know nothing any more. */
    private List<Slice> busy(Grain grain, Instant from, Instant to, CallFilter filter) {
        List<Slice> slices = new ArrayList<>(calendar.slices(grain, from, to));
        for (Subject subject : filter.subjects()) {
            List<Tally> tallies = counters.read(subject, slices);
            List<Tally> others = counters.read(new Subject(subject.dimension(), Subject.OTHERS), slices);
            List<Slice> left = new ArrayList<>();
            for (int i = 0; i < slices.size(); i++) {
                boolean isBusy = tallies.get(i).calls() + others.get(i).calls() > 0;
                if (isBusy || !slices.get(i).isKeptAt(calendar.now())) {
                    left.add(slices.get(i));
                }
            }
            slices = left;
        }
        Collections.reverse(slices);
        return slices;
    }

    /** What one page has so far. Confined to one search. */
    private static final class Gathering {
        private final CallFilter filter;
        private final int most;
        private final List<BookedCall> calls = new ArrayList<>();
        private int lookedAt;
        private boolean finished;

        /** Up to where everything was looked at. */
        private Optional<Arrival> last;

        Gathering(CallFilter filter, Optional<Arrival> behind, int most) {
            this.filter = filter;
            this.last = behind;
            this.most = most;
        }

        boolean isFull() {
            return calls.size() >= most || lookedAt >= MOST_LOOKED_AT;
        }

        /** How many are read at once. */
        int chunk() {
            return filter.isPlain() ? most : CHUNK;
        }

        void take(List<Posting> postings, Archive archive) {
            List<Posting> fitting = postings.stream()
                    .filter(posting -> posting.isCall() && filter.fits(posting.entry()))
                    .toList();
            Map<Place, BookedCall> booked = archive.corrected(fitting).stream()
                    .filter(filter::isDearEnough)
                    .collect(Collectors.toMap(BookedCall::place, Function.identity()));
            for (Posting posting : postings) {
                if (isFull()) {
                    return;
                }
                lookedAt++;
                last = Optional.of(new Arrival(posting.entry().at(), posting.place()));
                BookedCall call = booked.get(posting.place());
                if (call != null) {
                    calls.add(call);
                }
            }
        }

        /** {@code all}: there is nothing behind what was read. */
        void finish(boolean all) {
            finished = all && !isFull();
        }

        Page page() {
            return new Page(List.copyOf(calls), finished ? Optional.empty() : last);
        }
    }
}

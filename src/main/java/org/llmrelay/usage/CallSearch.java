package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
            postings = archive.newest(key, since, CHUNK);
            archive.corrected(postings).forEach(gathering::take);
            if (!postings.isEmpty()) {
                gathering.passOver(postings.get(postings.size() - 1));
            }
        } while (postings.size() == CHUNK && !gathering.isFull());
        gathering.finish(postings.size() < CHUNK);
    }

    private void searchAll(Gathering gathering) {
        TimeRange time = gathering.filter.time();
        Instant end = gathering
                .last
                .map(arrival -> arrival.at().plusMillis(1))
                .filter(behind -> behind.isBefore(time.to()))
                .orElse(time.to());
        for (Slice day : busy(Grain.DAY, time.from(), end, gathering.filter)) {
            Instant from = day.start().isBefore(time.from()) ? time.from() : day.start();
            Instant to = day.end().isAfter(end) ? end : day.end();
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
            arrivals = counters.arrivals(hour, new Counters.Window(time.from(), time.to(), gathering.last), CHUNK);
            List<Place> places = arrivals.stream().map(Arrival::place).toList();
            archive.corrected(archive.read(places)).forEach(gathering::take);
            if (!arrivals.isEmpty() && !gathering.isFull()) {
                gathering.last = Optional.of(arrivals.get(arrivals.size() - 1));
            }
        } while (arrivals.size() == CHUNK && !gathering.isFull());
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

        void take(BookedCall call) {
            if (isFull()) {
                return;
            }
            lookedAt++;
            last = Optional.of(new Arrival(call.entry().at(), call.place()));
            if (filter.fits(call)) {
                calls.add(call);
            }
        }

        /** Corrections are no calls; what is behind them is to be looked at all the same. */
        void passOver(Posting posting) {
            if (!isFull()) {
                last = Optional.of(new Arrival(posting.entry().at(), posting.place()));
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

package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a minute what slices that are over came to, so that whoever turns the pages of a list does not have hundreds of thousands of numbers added
 * up for each. What is counted there late is shown that much later. Thread-safe.
 */
final class ClosedSums {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 8;

    private final Counters counters;
    private final InstantSource clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    ClosedSums(Counters counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    private record Question(Dimension dimension, List<Slice> added, List<Slice> taken) {}

    private record Answer(Instant at, Map<String, Tally> sums) {}

    /** What a cover comes to, by subject; what is not over is always read anew. */
    Map<String, Tally> sums(Dimension dimension, Cover cover) {
        Instant now = clock.instant();
        List<Slice> over = cover.added().stream()
                .filter(slice -> !slice.end().isAfter(now))
                .toList();
        List<Slice> open =
                cover.added().stream().filter(slice -> slice.end().isAfter(now)).toList();
        Map<String, Tally> sums = new HashMap<>(closed(new Question(dimension, over, cover.taken()), now));
        counters.sums(dimension, open, List.of()).forEach((id, tally) -> sums.merge(id, tally, Tally::plus));
        sums.values().removeIf(Tally.NONE::equals);
        return sums;
    }

    private Map<String, Tally> closed(Question question, Instant now) {
        answers.values().removeIf(answer -> !now.isBefore(answer.at().plus(REMEMBERED)));
        Answer known = answers.get(question);
        if (known != null) {
            return known.sums();
        }
        Map<String, Tally> sums = counters.sums(question.dimension(), question.added(), question.taken());
        if (answers.size() < MOST) {
            answers.put(question, new Answer(now, sums));
        }
        return sums;
    }
}

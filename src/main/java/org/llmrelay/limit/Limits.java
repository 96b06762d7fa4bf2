package org.llmrelay.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that limits a key's use.
 *
 * @param concurrency how many calls it may make at once, or 0 for any number
 * @param queue who may wait for a free slot
 * @param open whether calls pass while the store is away, as far as calls at once go, or where no rule concerns them
 * @param rules in the order in which they are checked; their names differ
 */
public record Limits(int concurrency, Queue queue, boolean open, List<Rule> rules) {
    public static final Limits NONE = new Limits(0, Queue.NONE, List.of());

    public Limits {
        if (concurrency < 0) {
            throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 0)");
        }
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two limits named " + rule.name());
            }
        }
    }

    /** Limits that let nobody pass while the store is away, unless all rules do. */
    public Limits(int concurrency, Queue queue, List<Rule> rules) {
        this(concurrency, queue, false, rules);
    }

    /** A number of calls at once, and no other limit. */
    public static Limits concurrent(int calls) {
        return new Limits(calls, Queue.NONE, List.of());
    }

    /** Whether calls of a model family pass while the store is away and nothing can be counted. */
    public boolean passes(String family) {
        List<Rule> speaking = rules.stream()
                .filter(rule -> rule.enforced() && rule.concerns(family))
                .toList();
        boolean speaksForItself = concurrency == 0 && !speaking.isEmpty();
        return (open || speaksForItself) && speaking.stream().allMatch(Rule::open);
    }

    /** The limits of countings of tokens: as many as there are of requests, and apart from them. */
    public List<Rule> ofCounts() {
        return rules.stream()
                .filter(rule -> rule.unit() == Unit.REQUESTS)
                .map(Rule::ofCounts)
                .toList();
    }

    /**
     * Calls that wait for a slot instead of being refused at once.
     *
     * @param size how many may wait, or 0 for none
     * @param patience how long each waits at most
     */
    public record Queue(int size, Duration patience) {
        public static final Queue NONE = new Queue(0, Duration.ZERO);

        public Queue {
            if (size < 0 || patience.isNegative()) {
                throw new IllegalArgumentException("queue: " + size + ", " + patience + " (expected: >= 0)");
            }
        }
    }
}

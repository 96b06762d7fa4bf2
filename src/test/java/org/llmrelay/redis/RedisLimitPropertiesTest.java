package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.limit.Entrants.entrant;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Entry;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.InMemoryLedger;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;

/** Whatever calls come and end in whatever order and time: the gate in Redis says what the simple one in memory says. */
class RedisLimitPropertiesTest {
    private static final RedisNodes NODES = RedisNodes.onTheSharedServer();
    private static final RedisStore STORE = NODES.deafNode();
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    /** Under these, most of the calls that are made up here contend. */
    private static final List<Rule> RULES = List.of(
            Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofMinutes(60)), 4),
            Rule.of(Unit.REQUESTS, new Period.Sliding(Duration.ofMinutes(90)), 6),
            new Rule(Unit.REQUESTS, new Period.Life(), 9, null, false, false, false),
            Rule.of(Unit.TOKENS, new Period.Window(Duration.ofMinutes(45)), 100),
            new Rule(Unit.TOKENS, new Period.Sliding(Duration.ofMinutes(120)), 150, null, true, true, false),
            Rule.of(Unit.TOKENS, new Period.Day(KATHMANDU, 6), 200),
            new Rule(Unit.TOKENS, new Period.Life(), 300, null, false, true, false));

    @AfterContainer
    static void close() {
        STORE.close();
    }

    /** One thing that happens: a call comes under some limits, tokens are counted, a call ends, time goes by, or what is over is forgotten. */
    sealed interface Step {
        record Comes(int rules, long amount, boolean whileStoreIsAway) implements Step {}

        record Counts(int rules) implements Step {}

        record Ends(int which, Ending ending, long used) implements Step {}

        record TimePasses(Duration time) implements Step {}

        record TurnsOver() implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> comes = Combinators.combine(
                        Arbitraries.integers().between(1, (1 << RULES.size()) - 1),
                        Arbitraries.longs().between(0, 120),
                        Arbitraries.of(false, false, false, true))
                .as(Step.Comes::new);
        Arbitrary<Step> counts =
                Arbitraries.integers().between(1, (1 << RULES.size()) - 1).map(Step.Counts::new);
        Arbitrary<Step> ends = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(Ending.COMPLETED, Ending.CALLER_GONE, Ending.FAILED),
                        Arbitraries.longs().between(0, 150))
                .as(Step.Ends::new);
        Arbitrary<Step> time =
                Arbitraries.longs().between(1, 5_000_000).map(millis -> new Step.TimePasses(Duration.ofMillis(millis)));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, comes),
                        Tuple.of(1, counts),
                        Tuple.of(3, ends),
                        Tuple.of(1, time),
                        Tuple.of(1, Arbitraries.just(new Step.TurnsOver())))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 150)
    void theGateInRedisSaysWhatTheSimpleOneSays(@ForAll("lives") List<Step> steps) {
        Both both = new Both();
        for (Step step : steps) {
            both.play(step);
            assertThat(STORE.gate().meters(both.key, RULES)).isEqualTo(both.simple.meters(both.key, RULES));
            assertThat(STORE.gate().inside(both.key)).isEqualTo(both.inside());
        }
    }

    /** A call under way; {@code passes}: what both gates wrote for one that passed while the store was away, or null. */
    private record Open(
            List<Hold> holds, Instant at, @Nullable List<String> passes) {}

    /** One key at the gate in Redis and at the simple one, who both hear the same. */
    private static final class Both {
        private final String key = UUID.randomUUID().toString();
        private final InMemoryGate simple = new InMemoryGate(NODES.clock());
        private final Ledger simpleLedger = new InMemoryLedger(simple, new InMemoryLeases(NODES.clock(), simple));
        private final TreeMap<String, Open> open = new TreeMap<>();
        private int number;

        long inside() {
            return open.values().stream().filter(call -> call.passes() == null).count();
        }

        void play(Step step) {
            if (step instanceof Step.Comes comes) {
                come(comes);
            } else if (step instanceof Step.Counts counts) {
                List<Hold> holds = holds(counts.rules(), 1).stream()
                        .filter(hold -> hold.rule().unit().isCalls())
                        .toList();
                if (!holds.isEmpty()) {
                    assertThat(STORE.gate().use(key, holds)).isEqualTo(simple.use(key, holds));
                }
            } else if (step instanceof Step.Ends ends && !open.isEmpty()) {
                end(ends);
            } else if (step instanceof Step.TimePasses passes) {
                NODES.clock().advance(passes.time());
            } else if (step instanceof Step.TurnsOver) {
                assertThat(STORE.gate().turnOver(List.of(new Gate.Ruled(key, RULES))))
                        .isNotNegative();
            }
        }

        private void come(Step.Comes comes) {
            String call = "c%03d".formatted(number++);
            List<Hold> holds = holds(comes.rules(), comes.amount());
            Gate.Entrant entrant = entrant(key, call, NODES.clock().instant(), holds);
            if (comes.whileStoreIsAway()) {
                List<String> passes = List.of(STORE.gate().pass(entrant), simple.pass(entrant));
                open.put(call, new Open(holds, entrant.slip().at(), passes));
                return;
            }
            Entry entry = STORE.gate().enter(entrant);
            assertThat(entry).isEqualTo(simple.enter(entrant));
            if (entry instanceof Entry.Inside) {
                open.put(call, new Open(holds, entrant.slip().at(), null));
            }
        }

        private void end(Step.Ends ends) {
            Map.Entry<String, Open> call = new ArrayList<>(open.entrySet()).get(ends.which() % open.size());
            List<String> passes = call.getValue().passes();
            Booking real = booking(key, call, ends, passes == null ? null : passes.get(0));
            STORE.ledger().book(List.of(real));
            STORE.ledger().book(List.of(real));
            simpleLedger.book(List.of(booking(key, call, ends, passes == null ? null : passes.get(1))));
            assertThat(STORE.ledger().latest(key, 100)).hasSameSizeAs(simpleLedger.latest(key, 100));
            open.remove(call.getKey());
        }
    }

    private static List<Hold> holds(int rules, long amount) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < RULES.size(); i++) {
            if ((rules & 1 << i) != 0) {
                Rule rule = RULES.get(i);
                holds.add(new Hold(rule, rule.unit() == Unit.REQUESTS ? 1 : amount));
            }
        }
        return holds;
    }

    private static Booking booking(String key, Map.Entry<String, Open> call, Step.Ends ends, @Nullable String pass) {
        boolean untried = ends.ending() == Ending.FAILED;
        List<Attempt> attempts = untried ? List.of() : List.of(new Attempt("a", 200, "ok", Duration.ZERO));
        Usage usage = new Usage(untried ? 0 : ends.used(), 0, 0, 0, 0, 0, 0);
        Outcome outcome = new Outcome(ends.ending(), 200, usage, null, attempts, null, Duration.ZERO);
        LedgerEntry entry = new LedgerEntry(
                call.getKey(), call.getValue().at(), key, null, "anthropic", "opus-4", false, null, outcome);
        List<String> limits =
                call.getValue().holds().stream().map(hold -> hold.rule().name()).toList();
        return new Booking(entry, limits, pass);
    }
}

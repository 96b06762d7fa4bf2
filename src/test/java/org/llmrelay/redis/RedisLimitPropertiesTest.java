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

    /** One thing that happens: a call comes under some limits, one ends, or time goes by. */
    sealed interface Step {
        record Comes(int rules, long amount) implements Step {}

        record Ends(int which, Ending ending, long used) implements Step {}

        record TimePasses(Duration time) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> comes = Combinators.combine(
                        Arbitraries.integers().between(1, (1 << RULES.size()) - 1),
                        Arbitraries.longs().between(0, 120))
                .as(Step.Comes::new);
        Arbitrary<Step> ends = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(Ending.COMPLETED, Ending.CALLER_GONE, Ending.FAILED),
                        Arbitraries.longs().between(0, 150))
                .as(Step.Ends::new);
        Arbitrary<Step> time =
                Arbitraries.longs().between(1, 5_000_000).map(millis -> new Step.TimePasses(Duration.ofMillis(millis)));
        return Arbitraries.frequencyOf(Tuple.of(4, comes), Tuple.of(3, ends), Tuple.of(1, time))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 150)
    void theGateInRedisSaysWhatTheSimpleOneSays(@ForAll("lives") List<Step> steps) {
        String key = UUID.randomUUID().toString();
        InMemoryGate simple = new InMemoryGate(NODES.clock());
        Ledger simpleLedger = new InMemoryLedger(simple, new InMemoryLeases(NODES.clock(), simple));
        TreeMap<String, List<Hold>> open = new TreeMap<>();
        int number = 0;
        for (Step step : steps) {
            if (step instanceof Step.Comes comes) {
                String call = "c%03d".formatted(number++);
                List<Hold> holds = holds(comes);
                Gate.Entrant entrant = entrant(key, call, holds.toArray(Hold[]::new));
                Entry entry = STORE.gate().enter(entrant);
                assertThat(entry).isEqualTo(simple.enter(entrant));
                if (entry instanceof Entry.Inside) {
                    open.put(call, holds);
                }
            } else if (step instanceof Step.Ends ends && !open.isEmpty()) {
                Map.Entry<String, List<Hold>> call = new ArrayList<>(open.entrySet()).get(ends.which() % open.size());
                List<Booking> bookings = List.of(booking(key, call.getKey(), ends, call.getValue()));
                STORE.ledger().book(bookings);
                simpleLedger.book(bookings);
                open.remove(call.getKey());
            } else if (step instanceof Step.TimePasses passes) {
                NODES.clock().advance(passes.time());
            }
            assertThat(STORE.gate().meters(key, RULES)).isEqualTo(simple.meters(key, RULES));
            assertThat(STORE.gate().inside(key)).isEqualTo(open.size());
        }
    }

    private static List<Hold> holds(Step.Comes comes) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < RULES.size(); i++) {
            if ((comes.rules() & 1 << i) != 0) {
                Rule rule = RULES.get(i);
                holds.add(new Hold(rule, rule.unit() == Unit.REQUESTS ? 1 : comes.amount()));
            }
        }
        return holds;
    }

    private static Booking booking(String key, String call, Step.Ends ends, List<Hold> holds) {
        boolean untried = ends.ending() == Ending.FAILED;
        List<Attempt> attempts = untried ? List.of() : List.of(new Attempt("a", 200, "ok", Duration.ZERO));
        Usage usage = new Usage(untried ? 0 : ends.used(), 0, 0, 0, 0, 0, 0);
        Outcome outcome = new Outcome(ends.ending(), 200, usage, null, attempts, null, Duration.ZERO);
        LedgerEntry entry =
                new LedgerEntry(call, Instant.EPOCH, key, null, "anthropic", "opus-4", false, null, outcome);
        return new Booking(entry, holds.stream().map(hold -> hold.rule().name()).toList());
    }
}

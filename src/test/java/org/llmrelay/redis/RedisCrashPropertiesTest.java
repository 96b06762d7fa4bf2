package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.limit.Entrants.entrant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.settlement.Reaper;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.LedgerEntry;

/** Whatever calls come to two nodes, tell and end there, and whichever node dies meanwhile: each call is booked once, by what it told last. */
class RedisCrashPropertiesTest {
    private static final RedisNodes NODES = RedisNodes.onTheSharedServer();
    private static final Rule TOKENS = Rule.of(Unit.TOKENS, new Period.Life(), 1_000_000);
    private static final Rule REQUESTS = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofDays(300)), 1_000_000);

    /** One thing that happens. */
    sealed interface Step {
        record Comes(int node, long held) implements Step {}

        record Tells(int which, long tokens) implements Step {}

        record Ends(int which, long used) implements Step {}

        record NodeDies(int node) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Integer> nodes = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> calls = Arbitraries.integers().between(0, 9);
        Arbitrary<Long> tokens = Arbitraries.longs().between(0, 500);
        Arbitrary<Step> comes = Combinators.combine(nodes, tokens).as(Step.Comes::new);
        Arbitrary<Step> tells = Combinators.combine(calls, tokens).as(Step.Tells::new);
        Arbitrary<Step> ends = Combinators.combine(calls, tokens).as(Step.Ends::new);
        Arbitrary<Step> dies = nodes.map(Step.NodeDies::new);
        return Arbitraries.frequencyOf(Tuple.of(4, comes), Tuple.of(3, tells), Tuple.of(2, ends), Tuple.of(1, dies))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 40)
    void everyCallIsBookedOnceByWhatItToldLast(@ForAll("lives") List<Step> steps) {
        TwoNodes world = new TwoNodes();
        for (Step step : steps) {
            world.play(step);
            world.check();
        }
        world.closeAll();
    }

    private record Open(int node, long held, long told) {}

    /** One key and two nodes, and what should stand about them. */
    private static final class TwoNodes {
        private final String key = UUID.randomUUID().toString();
        private final List<RedisStore> stores = new ArrayList<>(List.of(NODES.deafNode(), NODES.deafNode()));
        private final Map<String, Open> open = new TreeMap<>();
        private final Map<String, Long> booked = new TreeMap<>();
        private int number;

        void play(Step step) {
            if (step instanceof Step.Comes comes) {
                come(comes);
            } else if (step instanceof Step.NodeDies dies) {
                die(dies.node());
            } else if (step instanceof Step.Tells tells && !open.isEmpty()) {
                String call = any(tells.which());
                open.computeIfPresent(
                        call, (same, was) -> new Open(was.node(), was.held(), was.told() + tells.tokens()));
                note(nodeOf(call));
            } else if (step instanceof Step.Ends ends && !open.isEmpty()) {
                end(any(ends.which()), ends.used());
            }
        }

        private String any(int which) {
            return new ArrayList<>(open.keySet()).get(which % open.size());
        }

        private int nodeOf(String call) {
            return Objects.requireNonNull(open.get(call)).node();
        }

        private void come(Step.Comes comes) {
            String call = "c%03d".formatted(number++);
            List<Hold> holds = List.of(new Hold(TOKENS, comes.held()), new Hold(REQUESTS, 1));
            Gate.Entrant wants = entrant(key, call, NODES.clock().instant(), holds);
            assertThat(stores.get(comes.node()).gate().enter(wants)).isInstanceOf(Gate.Entry.Inside.class);
            open.put(call, new Open(comes.node(), comes.held(), 0));
        }

        private void end(String call, long used) {
            RedisStore store = stores.get(nodeOf(call));
            Booking booking = new Booking(entry(call, used, Ending.COMPLETED), List.of(TOKENS.name(), REQUESTS.name()));
            store.ledger().book(List.of(booking));
            store.ledger().book(List.of(booking));
            open.remove(call);
            booked.put(call, used);
        }

        private void note(int node) {
            List<LedgerEntry> told = new ArrayList<>();
            open.forEach((call, state) -> {
                if (state.node() == node && state.told() > 0) {
                    told.add(entry(call, state.told(), Ending.NODE_LOST));
                }
            });
            stores.get(node).journal().note(Bookings.of(told.toArray(LedgerEntry[]::new)));
        }

        private void die(int node) {
            int living = 1 - node;
            note(living);
            NODES.advanceWhile(stores.get(living), RedisJournal.SILENCE);
            note(living);
            RedisStore store = stores.get(living);
            Reaper reaper = new Reaper(
                    store.journal(),
                    store.ledger(),
                    new RecordedSettlements(),
                    new UnpricedAlarm(new InMemoryUnpricedModels(), new PricingNotes(), NODES.clock()));
            reaper.reap();
            stores.get(node).close();
            stores.set(node, NODES.deafNode());
            open.entrySet().removeIf(call -> {
                if (call.getValue().node() == node) {
                    booked.put(call.getKey(), call.getValue().told());
                    return true;
                }
                return false;
            });
        }

        void check() {
            RedisStore store = stores.get(0);
            List<Gate.Meter> meters = store.gate().meters(key, List.of(TOKENS, REQUESTS));
            assertThat(store.gate().inside(key)).isEqualTo(open.size());
            assertThat(meters.get(0).spent())
                    .isEqualTo(booked.values().stream().mapToLong(used -> used).sum());
            assertThat(meters.get(0).held())
                    .isEqualTo(open.values().stream().mapToLong(Open::held).sum());
            assertThat(meters.get(1).spent()).isEqualTo(number);
            Map<String, Long> ledger = new TreeMap<>();
            store.ledger()
                    .latest(key, 100)
                    .forEach(entry ->
                            ledger.merge(entry.call(), entry.outcome().usage().tokens(), Long::sum));
            assertThat(ledger).isEqualTo(booked);
        }

        void closeAll() {
            stores.forEach(RedisStore::close);
        }

        private LedgerEntry entry(String call, long tokens, Ending ending) {
            Usage usage = new Usage(0, tokens, 0, 0, 0, 0, 0);
            List<Attempt> attempts = List.of(new Attempt("a", 200, "ok", Duration.ZERO));
            Outcome outcome = new Outcome(ending, 200, usage, null, attempts, null, Duration.ZERO);
            return new LedgerEntry(call, Instant.EPOCH, key, null, "anthropic", "opus-4", false, null, outcome);
        }
    }
}

package org.llmrelay.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.pricing.UnpricedModel;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.UsageTotal;

class SettlementTest {
    private final FakeLedger ledger = new FakeLedger();
    private final InMemoryUnpricedModels unpriced = new InMemoryUnpricedModels();
    private final Notes notes = new Notes();
    private final List<Runnable> tasks = new ArrayList<>();
    private final Settlement settlement = new Settlement(
            ledger, tasks::add, notes, new UnpricedAlarm(unpriced, new PricingNotes(), InstantSource.system()));

    @Test
    void booksWhatWaitsInOneRoundTripAndInOrder() {
        settlement.settle(entry("a"));
        settlement.settle(entry("b"));
        settlement.settle(entry("c"));

        runTasks();

        assertThat(ledger.batches).containsExactly(List.of("a", "b", "c"));
        assertThat(notes.booked).containsExactly("a", "b", "c");
        assertThat(settlement.backlog()).isZero();
    }

    @Test
    void booksManyInBatches() {
        IntStream.range(0, 300).forEach(i -> settlement.settle(entry("c" + i)));

        runTasks();

        assertThat(ledger.batches).extracting(List::size).containsExactly(128, 128, 44);
    }

    @Test
    void keepsEntriesWhileTheStoreIsAway() {
        ledger.away = true;
        settlement.settle(entry("a"));
        runTasks();
        settlement.settle(entry("b"));
        runTasks();
        assertThat(settlement.backlog()).isEqualTo(2);
        assertThat(notes.postponed).isPositive();

        ledger.away = false;
        boolean done = settlement.flush();

        assertThat(done).isTrue();
        assertThat(ledger.batches).containsExactly(List.of("a", "b"));
    }

    @Test
    void aFaultInOneBatchDoesNotStopTheNext() {
        ledger.broken = true;
        settlement.settle(entry("a"));
        runTasks();
        ledger.broken = false;
        settlement.settle(entry("b"));
        runTasks();

        assertThat(notes.failed).isEqualTo(1);
        assertThat(ledger.batches).containsExactly(List.of("b"));
        assertThat(settlement.backlog()).isZero();
    }

    @Test
    void notesModelsThatAreBookedWithoutAPrice() {
        Charge priced = new Charge(Charge.State.PRICED, "v", Rates.ZERO, Rating.NONE, 0, 0);
        Charge unknown = new Charge(Charge.State.UNPRICED, "v", Rates.ZERO, Rating.NONE, 0, 0);
        settlement.settle(booking("a", priced));
        settlement.settle(booking("b", unknown));

        assertThat(unpriced.all()).isEmpty();
        runTasks();

        assertThat(unpriced.all()).extracting(UnpricedModel::model).containsExactly("m");
    }

    private static Booking booking(String call, Charge charge) {
        Booking booking = entry(call);
        return new Booking(booking.entry().with(charge), booking.limits());
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }

    private static Booking entry(String call) {
        Outcome outcome = new Outcome(Ending.COMPLETED, 200, Usage.NONE, null, List.of(), null, Duration.ZERO);
        return new Booking(new LedgerEntry(call, Instant.EPOCH, "k", "a", "d", "m", false, null, outcome), List.of());
    }

    private static final class FakeLedger implements Ledger {
        private final List<List<String>> batches = new ArrayList<>();
        private boolean away;
        private boolean broken;

        @Override
        public void book(List<Booking> bookings) {
            if (away) {
                throw new StoreUnavailableException("away", new IOException("refused"));
            }
            if (broken) {
                throw new IllegalStateException("broken");
            }
            batches.add(bookings.stream().map(booking -> booking.entry().call()).toList());
        }

        @Override
        public List<UsageTotal> totals(String key) {
            return List.of();
        }

        @Override
        public List<LedgerEntry> latest(String key, int most) {
            return List.of();
        }
    }

    private static final class Notes implements SettlementEvents {
        private final List<String> booked = new ArrayList<>();
        private int postponed;
        private int failed;

        @Override
        public void callBooked(LedgerEntry entry) {
            booked.add(entry.call());
        }

        @Override
        public void nodeLost(String node, int calls) {}

        @Override
        public void bookingPostponed(int waiting) {
            postponed++;
        }

        @Override
        public void bookingLost(String call) {}

        @Override
        public void bookingFailed(int entries, Throwable cause) {
            failed++;
        }
    }
}

package org.llmrelay.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Unit;

/** A ledger in memory, for tests. Thread-safe. */
public final class InMemoryLedger implements Ledger {
    private static final Comparator<UsageTotal> NEWEST_DAY_FIRST =
            Comparator.comparing(UsageTotal::day).reversed().thenComparing(UsageTotal::model);

    private final InMemoryGate gate;
    private final InMemoryLeases leases;
    private final Map<String, List<LedgerEntry>> entries = new ConcurrentHashMap<>();
    private final InMemoryArchive archive = new InMemoryArchive();

    /** {@code gate} and {@code leases}: where the slots are freed. */
    public InMemoryLedger(InMemoryGate gate, InMemoryLeases leases) {
        this.gate = gate;
        this.leases = leases;
    }

    @Override
    public void book(List<Booking> bookings) {
        bookings.forEach(this::book);
    }

    private void book(Booking booking) {
        LedgerEntry entry = booking.entry();
        if (entry.account() != null) {
            long cost = Spending.of(entry.charge()).official();
            leases.settle(
                    entry.account(),
                    entry.call(),
                    new Leases.Hold(entry.outcome().usage().tokens(), cost));
        }
        if (booking.pass() != null) {
            gate.enterLate(booking.pass());
        }
        Map<Unit, Long> used = Map.of(Unit.TOKENS, entry.outcome().usage().tokens());
        if (gate.surrender(entry.key(), entry.call(), used, booking.isUntried())) {
            entriesOf(entry.key()).add(0, entry);
            archive.post(entry);
        }
    }

    /** Where the entries can be read. */
    public InMemoryArchive archive() {
        return archive;
    }

    @Override
    public List<UsageTotal> totals(String key) {
        Map<List<Object>, List<LedgerEntry>> byDayAndModel =
                entriesOf(key).stream().collect(Collectors.groupingBy(entry -> List.of(day(entry), entry.model())));
        return byDayAndModel.values().stream()
                .map(InMemoryLedger::total)
                .sorted(NEWEST_DAY_FIRST)
                .toList();
    }

    private static UsageTotal total(List<LedgerEntry> same) {
        LedgerEntry any = same.get(0);
        Usage usage = same.stream().map(entry -> entry.outcome().usage()).reduce(Usage.NONE, Usage::plus);
        Spending spending =
                same.stream().map(entry -> Spending.of(entry.charge())).reduce(Spending.NONE, Spending::plus);
        long estimated = same.stream()
                .filter(entry -> entry.outcome().estimated().isAnything())
                .count();
        return new UsageTotal(day(any), any.model(), same.size(), estimated, usage, spending);
    }

    private static LocalDate day(LedgerEntry entry) {
        return entry.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public List<LedgerEntry> latest(String key, int most) {
        return entriesOf(key).stream().limit(most).toList();
    }

    private List<LedgerEntry> entriesOf(String key) {
        return entries.computeIfAbsent(key, id -> new CopyOnWriteArrayList<>());
    }
}

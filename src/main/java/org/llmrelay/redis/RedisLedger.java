package org.llmrelay.redis;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Leases;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Posting;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.UsageTotal;
import redis.clients.jedis.resps.StreamEntry;

/** The ledger in Redis: a stream of entries a key, and sums in the key's book. Times are kept to the millisecond. Thread-safe. */
final class RedisLedger implements Ledger {
    private static final int DAY_CHARS = 10;
    private static final Comparator<UsageTotal> NEWEST_DAY_FIRST =
            Comparator.comparing(UsageTotal::day).reversed().thenComparing(UsageTotal::model);

    /** A booking is repeated for as long as Redis is away: no outage should be longer. */
    static final Duration LATE = Duration.ofDays(1);

    private final Script bookCall = Script.ofMeters("book_call");
    private final Script enterLate = Script.ofMeters("enter_late");
    private final Redis redis;
    private final RedisLeases leases;
    private final Calendar calendar;
    private final Archive archive;
    private final RedisEvents events;

    /** {@code archive} is told which ledgers have grown. */
    RedisLedger(Redis redis, RedisLeases leases, Calendar calendar, Archive archive, RedisEvents events) {
        this.redis = redis;
        this.leases = leases;
        this.calendar = calendar;
        this.archive = archive;
        this.events = events;
    }

    @Override
    public void book(List<Booking> bookings) {
        enterLate(bookings);
        List<Command<?>> commands = new ArrayList<>(2 * bookings.size());
        bookings.forEach(booking -> commands.add(command(booking)));
        for (Booking booking : bookings) {
            LedgerEntry entry = booking.entry();
            if (entry.account() != null) {
                leases.freeing(entry.account(), entry.call(), used(entry)).ifPresent(commands::add);
            }
        }
        try {
            tellOfRepeats(bookings, redis.runAll(commands));
            bookings.forEach(booking -> leases.forgetBinding(booking.entry().call()));
        } finally {
            // Redis may have booked what it did not answer.
            archive.rememberGrown(bookings.stream()
                    .map(booking -> booking.entry().key())
                    .distinct()
                    .toList());
        }
    }

    private void tellOfRepeats(List<Booking> bookings, List<@Nullable Object> answers) {
        for (int i = 0; i < bookings.size(); i++) {
            if (Long.valueOf(0).equals(answers.get(i))) {
                LedgerEntry entry = bookings.get(i).entry();
                events.bookedBefore(entry.call(), entry.outcome().usage().output());
            }
        }
    }

    /** In a round trip of its own: a script that Redis has forgotten is run again after all others of its round trip, and bookings must come last. */
    private void enterLate(List<Booking> bookings) {
        List<Command<?>> commands = new ArrayList<>();
        for (Booking booking : bookings) {
            if (booking.pass() != null) {
                commands.addAll(lateEntry(booking.entry(), Pass.read(booking.pass())));
            }
        }
        if (!commands.isEmpty()) {
            redis.runAll(commands);
        }
    }

    /** Gives a call that passed while Redis was away the ticket that its booking needs, and names its key to whoever may have to look for it. */
    private List<Command<?>> lateEntry(LedgerEntry entry, Pass pass) {
        String key = entry.key();
        List<String> args = new ArrayList<>(List.of(
                Pass.ticket(entry.call()),
                Long.toString(entry.at().toEpochMilli()),
                Long.toString(LATE.toMillis()),
                Ticket.journal(pass.names(), pass.node(), entry)));
        pass.limits().forEach(args::addAll);
        return List.of(
                Command.plain(Redis.COMMANDS.sadd(RedisKeys.keysOf(pass.node()), key)),
                enterLate.with(List.of(RedisKeys.book(key), RedisKeys.late(key, entry.call())), args));
    }

    private static Leases.Hold used(LedgerEntry entry) {
        long cost = Spending.of(entry.charge()).official();
        return new Leases.Hold(entry.outcome().usage().tokens(), cost);
    }

    private Command<?> command(Booking booking) {
        LedgerEntry entry = booking.entry();
        Usage usage = entry.outcome().usage();
        Spending spending = Spending.of(entry.charge());
        List<String> args = new ArrayList<>(List.of(
                booking.pass() == null ? entry.call() : Pass.ticket(entry.call()),
                Json.write(StoredEntry.of(entry)),
                calendar.date(entry.at()) + "|" + entry.model(),
                "1,"
                        + UsageNumbers.write(
                                usage, spending, entry.outcome().estimated().isAnything() ? 1 : 0),
                Long.toString(usage.tokens()),
                Long.toString(spending.rated()),
                booking.isUntried() ? "1" : "0"));
        args.addAll(leases.bound(entry.call()));
        args.addAll(booking.limits());
        return bookCall.with(List.of(RedisKeys.book(entry.key()), RedisKeys.ledger(entry.key())), args);
    }

    @Override
    public List<UsageTotal> totals(String key) {
        return redis.ask(client -> client.hgetAll(RedisKeys.book(key))).entrySet().stream()
                .filter(field -> isSum(field.getKey()))
                .map(RedisLedger::total)
                .sorted(NEWEST_DAY_FIRST)
                .toList();
    }

    private static boolean isSum(String field) {
        return Character.isDigit(field.charAt(0));
    }

    private static UsageTotal total(Map.Entry<String, String> field) {
        LocalDate day = LocalDate.parse(field.getKey().substring(0, DAY_CHARS));
        String model = field.getKey().substring(DAY_CHARS + 1);
        String[] callsAndUsage = field.getValue().split(",", 2);
        return new UsageTotal(
                day,
                model,
                Long.parseLong(callsAndUsage[0]),
                UsageNumbers.readEstimated(callsAndUsage[1]),
                UsageNumbers.read(callsAndUsage[1]),
                UsageNumbers.readSpending(callsAndUsage[1]));
    }

    @Override
    public List<LedgerEntry> latest(String key, int most) {
        if (most < 1) {
            return List.of();
        }
        List<LedgerEntry> calls = new ArrayList<>();
        String from = "+";
        List<StreamEntry> page;
        do {
            String end = from;
            page = redis.ask(client -> client.xrevrange(RedisKeys.ledger(key), end, "-", most));
            page.stream()
                    .map(stored -> StoredPosting.read(key, stored))
                    .filter(Posting::isCall)
                    .map(Posting::entry)
                    .forEach(calls::add);
            from = page.isEmpty() ? "" : "(" + page.get(page.size() - 1).getID();
        } while (calls.size() < most && page.size() == most);
        return calls.stream().limit(most).toList();
    }
}

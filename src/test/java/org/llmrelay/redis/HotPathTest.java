package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate.Entrant;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Gate.Slip;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.LedgerEntry;
import redis.clients.jedis.Jedis;

/** What a call costs in Redis, counted by Redis itself: commands with those inside scripts, and reads of its sockets. */
class HotPathTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Session SESSION = new Session("s1", "opus", Duration.ofHours(1));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();
    private final Jedis observer = nodes.server().connect();

    @AfterEach
    void stopObserving() {
        observer.close();
    }

    private void call(String call, int keySlots, int accountSlots, @Nullable Session session, boolean bind) {
        store.gate().enter(Entrants.entrant("k1", call, keySlots, session));
        Binding binding = bind ? new Binding("k1", SESSION) : null;
        store.leases().take(new Claim("a1", call, accountSlots, LEASE, binding));
        store.standings().recovered("a1", "opus", "call");
        store.ledger().book(Bookings.of(entry(call)));
    }

    private static LedgerEntry entry(String call) {
        Outcome outcome = new Outcome(Ending.COMPLETED, 200, Usage.NONE, null, List.of(), null, Duration.ofMillis(3));
        return new LedgerEntry(call, Instant.EPOCH, "k1", "a1", "anthropic", "opus-4", true, null, outcome);
    }

    /** The commands of a second call, when scripts and connection are there. */
    private int commands(int keySlots, int accountSlots, @Nullable Session session, boolean bind) {
        call("c1", keySlots, accountSlots, session, bind);
        observer.configResetStat();
        call("c2", keySlots, accountSlots, session, bind);
        return CommandCount.on(nodes.server()).all();
    }

    @Test
    void aCallTakesEightCommandsAndTheFirstOneOfASessionTakesNoMore() {
        assertThat(commands(0, 0, SESSION, false)).isEqualTo(8);
        nodes.server().empty();
        assertThat(commands(5, 0, SESSION, true)).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void limitsOfAKeyAddNoCommands(int accountSlots) {
        Hold[] holds = {
            new Hold(Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 1000), 1),
            new Hold(Rule.of(Unit.TOKENS, new Period.Sliding(Duration.ofHours(1)), 1000), 9),
            new Hold(Rule.of(Unit.COST, new Period.Day(ZoneOffset.UTC, 0), 1000), 9),
            new Hold(Rule.of(Unit.COST, new Period.Life(), 1000), 9)
        };
        List<String> names =
                Arrays.stream(holds).map(hold -> hold.rule().name()).toList();
        for (String call : List.of("c1", "c2")) {
            observer.configResetStat();
            Slip slip = new Slip(call, Instant.EPOCH, "anthropic", "opus-4", true, null);
            store.gate().enter(new Entrant("k1", slip, 5, List.of(holds), SESSION));
            store.leases().take(new Claim("a1", call, accountSlots, LEASE, new Binding("k1", SESSION)));
            store.ledger().book(List.of(new Booking(entry(call), names)));
        }

        assertThat(CommandCount.on(nodes.server()).all()).isEqualTo(accountSlots == 0 ? 8 : 12);
    }

    @Test
    void anAccountWithALimitAddsFourCommands() {
        assertThat(commands(0, 5, SESSION, false)).isEqualTo(12);
        nodes.server().empty();
        assertThat(commands(5, 5, SESSION, true)).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "5,3"})
    void aCallTakesTwoRoundTripsAndOneMoreForAnAccountWithALimit(int accountSlots, int trips) {
        call("c1", 5, accountSlots, SESSION, true);
        long before = reads();

        call("c2", 5, accountSlots, SESSION, true);

        // The second look at the statistics is a read, too.
        assertThat(reads() - before - 1).isEqualTo(trips);
    }

    private long reads() {
        return observer.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_reads_processed:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBatchIsBookedInOneRoundTrip() {
        List<LedgerEntry> entries = List.of(entry("c1"), entry("c2"), entry("c3"));
        store.ledger().book(Bookings.of(entries));
        long before = reads();

        store.ledger().book(Bookings.of(entries));

        assertThat(reads() - before - 1).isEqualTo(1);
    }
}

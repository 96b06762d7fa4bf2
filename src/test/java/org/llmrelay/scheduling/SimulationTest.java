package org.llmrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.account.Caps;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Group;
import org.llmrelay.account.Policy;
import org.llmrelay.account.State;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;

/** Hours of calls in a moment: each takes a second of the clock, so many begin at once, and no time really passes. */
class SimulationTest {
    private final Field field = new Field();
    private final Random random = new Random(7);
    private final Deque<Lease> open = new ArrayDeque<>();
    private final Map<String, Integer> taken = new TreeMap<>();

    private void accounts(int count) {
        for (int i = 0; i < count; i++) {
            field.account("a" + i);
        }
    }

    private void shared(Policy policy) {
        field.groups.save(new Group(Group.SHARED, "Shared", policy, Instant.EPOCH));
    }

    /** So many calls at once, second by second; those before them have ended. */
    private void run(int seconds, int atOnce) {
        for (int second = 0; second < seconds; second++) {
            endAll();
            field.clock.advance(Duration.ofSeconds(1));
            for (int call = 0; call < atOnce; call++) {
                begin(field.wish());
            }
        }
    }

    private void begin(Wish wish) {
        Lease lease = field.lease(wish).orElseThrow();
        taken.merge(lease.account().id(), 1, Integer::sum);
        open.add(lease);
    }

    private void endAll() {
        open.forEach(Lease::release);
        open.clear();
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void sharesTheWorkEquallyAmongEquals(Policy policy) {
        shared(policy);
        accounts(4);

        run(250, 8);

        assertThat(taken).hasSize(4).allSatisfy((account, calls) -> assertThat(calls)
                .isBetween(495, 505));
    }

    @Test
    void sharesTheWorkByWeight() {
        shared(Policy.WEIGHTED);
        field.account("one", weighing(1));
        field.account("three", weighing(3));
        field.account("six", weighing(6));

        run(100, 10);

        assertThat(taken).containsOnlyKeys("one", "three", "six");
        assertThat(taken.get("one")).isBetween(98, 102);
        assertThat(taken.get("three")).isBetween(298, 302);
        assertThat(taken.get("six")).isBetween(598, 602);
    }

    private static Duty weighing(int weight) {
        return new Duty(
                Set.of(Group.SHARED), Duty.USUAL.models(), weight, Caps.NONE, Duty.USUAL.margin(), Duty.USUAL.upkeep());
    }

    @Test
    void givesTheWorkToTheLeastBusy() {
        shared(Policy.LEAST_BUSY);
        accounts(3);
        begin(field.boundTo("a0", false));
        begin(field.boundTo("a0", false));
        begin(field.boundTo("a1", false));

        begin(field.wish());
        begin(field.wish());
        begin(field.wish());

        assertThat(taken).isEqualTo(Map.of("a0", 2, "a1", 2, "a2", 2));
    }

    @Test
    void givesTheWorkToWhoHasUsedLeastOfItsQuota() {
        shared(Policy.MOST_QUOTA);
        accounts(3);
        field.used("a0", 70);
        field.used("a1", 20);
        field.used("a2", 40);

        run(5, 2);

        assertThat(taken).containsOnlyKeys("a1");
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void doesNotStormAnAccountThatComesBack(Policy policy) {
        shared(policy);
        accounts(4);
        run(60, 40);
        rest("a0", 60);
        run(59, 40);
        assertThat(field.standings.of("a0").state(field.clock.instant())).isEqualTo(State.COOLING);
        taken.clear();

        int[] inEachSecond = new int[60];
        for (int second = 0; second < inEachSecond.length; second++) {
            int before = taken.getOrDefault("a0", 0);
            run(1, 40);
            open.forEach(Lease::succeeded);
            inEachSecond[second] = taken.getOrDefault("a0", 0) - before;
        }

        // One probe, then 1, 2, 4, 8 calls at once, and after half a minute its fair share.
        assertThat(inEachSecond[0] + inEachSecond[1]).isBetween(1, 2);
        assertThat(Arrays.stream(inEachSecond, 0, 15).max().orElseThrow()).isBetween(1, 4);
        assertThat(Arrays.stream(inEachSecond).max().orElseThrow()).isLessThanOrEqualTo(16);
        assertThat(inEachSecond[55]).isBetween(8, 12);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void returnsConversationsToTheirAccounts(Policy policy) {
        shared(policy);
        accounts(5);
        Map<String, String> homes = new HashMap<>();
        int again = 0;
        int hits = 0;
        for (int call = 0; call < 20_000; call++) {
            if (call % 20 == 0) {
                endAll();
                field.clock.advance(Duration.ofSeconds(1));
            }
            String session = "s" + random.nextInt(500);
            Lease lease = conversation(session);
            String account = lease.account().id();
            String home = homes.putIfAbsent(session, account);
            if (home != null) {
                again++;
                hits += home.equals(account) ? 1 : 0;
            }
        }

        assertThat(again).isGreaterThan(19_000);
        assertThat(hits).isEqualTo(again);
    }

    @Test
    void detoursWhileAnAccountRestsAndReturnsAfterwards() {
        accounts(5);
        Map<String, String> homes = new HashMap<>();
        for (int session = 0; session < 200; session++) {
            homes.put("s" + session, conversation("s" + session).account().id());
        }
        endAll();
        rest("a0", 60);

        Map<String, String> detours = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            homes.forEach((session, home) -> {
                String account = conversation(session).account().id();
                if (home.equals("a0")) {
                    assertThat(account).isNotEqualTo("a0").isEqualTo(detours.computeIfAbsent(session, id -> account));
                } else {
                    assertThat(account).isEqualTo(home);
                }
            });
            endAll();
        }
        field.clock.advance(Duration.ofSeconds(60));
        conversation(anySessionOf("a0", homes)).succeeded();
        endAll();
        field.clock.advance(Duration.ofSeconds(60));

        homes.forEach((session, home) ->
                assertThat(conversation(session).account().id()).isEqualTo(home));
        assertThat(detours).hasSizeGreaterThan(20);
        assertThat(Set.copyOf(detours.values())).hasSizeGreaterThan(2);
    }

    private static String anySessionOf(String account, Map<String, String> homes) {
        return homes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(account))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private Lease conversation(String session) {
        Gate.Session named = new Gate.Session(session, Field.FAMILY, Duration.ofHours(1));
        String last = field.leases.accountOf(new Leases.Binding("key", named)).orElse(null);
        Wish wish = field.wish(Wish.Seeker.unbound("key"), Field.MODEL, new Wish.Trail(named, last));
        Lease lease = field.lease(wish).orElseThrow();
        open.add(lease);
        return lease;
    }

    @Test
    void neverGivesADedicatedAccountToOthers() {
        accounts(2);
        field.account("own", Duty.USUAL.in(Set.of()));
        for (int second = 0; second < 200; second++) {
            open.forEach(Lease::succeeded);
            endAll();
            field.clock.advance(Duration.ofSeconds(1));
            if (second % 50 == 10) {
                rest("a" + random.nextInt(2), 20);
            }
            for (int call = 0; call < 10; call++) {
                begin(field.wish());
                assertThat(field.lease(field.boundTo("own", false))
                                .orElseThrow()
                                .account()
                                .id())
                        .isEqualTo("own");
            }
        }

        assertThat(taken).containsOnlyKeys("a0", "a1");
    }

    private void rest(String account, int seconds) {
        Instant now = field.clock.instant();
        field.standings.coolDown(
                account, new CoolDown(CoolDown.ALL, now, now.plusSeconds(seconds), "upstream-error", 1, State.COOLING));
    }
}

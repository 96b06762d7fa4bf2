package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** What every store of keys does. */
public abstract class KeysContract {
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00.123456Z");

    private static final Instant FIRST_USE = Instant.parse("2026-02-01T08:00:00.123Z");

    protected abstract Keys keys();

    /** A hash for tests, in the form of a real one. */
    protected static KeyHash hash(String word) {
        return new KeyHash(
                String.format("%64s", Integer.toHexString(word.hashCode())).replace(' ', '0'));
    }

    /** A key for tests. */
    protected static ApiKey key(String id, KeyHash hash) {
        return key(id, hash, CREATED, null);
    }

    private static ApiKey key(String id, KeyHash hash, Instant created, @Nullable Instant expires) {
        Grant grant = Grant.named("Key " + id)
                .with(expires == null ? Expiry.NEVER : new Expiry.At(expires))
                .with(Limits.concurrent(3));
        return new ApiKey(id, new ApiKey.Imprint(hash, "wxyz"), grant, null, created);
    }

    @Test
    void findsAKeyAsItWasSaved() {
        ApiKey saved = key("k1", hash("one"), CREATED, CREATED.plusSeconds(60));

        keys().save(saved);

        assertThat(keys().byHash(hash("one"))).contains(saved);
        assertThat(keys().find("k1")).contains(saved);
    }

    @Test
    void savesAndFindsManyTogether() {
        ApiKey first = key("k1", hash("one"));
        ApiKey second = key("k2", hash("two"));
        keys().save(first);

        keys().saveAll(List.of(first.with(key("k1", hash("new")).imprint()), second));
        keys().saveAll(List.of());

        assertThat(keys().byHash(hash("one"))).isEmpty();
        assertThat(keys().byHash(hash("new"))).map(ApiKey::id).contains("k1");
        assertThat(keys().findAll(List.of("k2", "nope", "k1")))
                .extracting(ApiKey::id)
                .containsExactly("k2", "k1");
        assertThat(keys().findAll(List.of())).isEmpty();
    }

    @Test
    void findsAKeyThatNeverExpires() {
        ApiKey saved = key("k1", hash("one"), CREATED, null);

        keys().save(saved);

        assertThat(keys().byHash(hash("one"))).contains(saved);
    }

    @Test
    void findsAllThatAnOperatorHasSet() {
        ApiKey saved = key("k1", hash("one")).with(everything());

        keys().save(saved);

        assertThat(keys().byHash(hash("one"))).contains(saved);
        assertThat(keys().page(0, 1)).containsExactly(saved);
    }

    private static Grant everything() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Limits limits = new Limits(
                5,
                new Limits.Queue(3, Duration.ofMillis(2500)),
                List.of(
                        Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofMinutes(60)), 100),
                        Rule.of(Unit.TOKENS, new Period.Sliding(Duration.ofMinutes(5)), 9_000_000_000L),
                        Rule.of(Unit.COST, new Period.Day(zone, 4), 1_000_000),
                        new Rule(
                                Unit.COST,
                                new Period.Week(zone, DayOfWeek.MONDAY, 0),
                                Long.MAX_VALUE,
                                "opus",
                                false,
                                true,
                                true),
                        Rule.of(Unit.COST, new Period.Month(ZoneOffset.UTC, 23), 1),
                        Rule.of(Unit.REQUESTS, new Period.Life(), 7)));
        Rights rights = new Rights(
                Set.of("claude", "droid"),
                new Rights.Models(List.of(new Glob("claude-*")), List.of(new Glob("*opus*"), new Glob("x"))),
                new Rights.Clients(Set.of(Client.CLAUDE_CODE, Client.CODEX), List.of(new Glob("my tool/*"))));
        Handling handling = new Handling(
                Handling.Priority.HIGH,
                Map.of("claude", "acct_1"),
                Set.of("claude"),
                Map.of("claude", 1_500_000L, "openai", 0L));
        return new Grant(
                new Profile("Ada", "For tests", "ada@example.org", List.of("team-a", "beta")),
                false,
                new Expiry.AfterFirstUse(Duration.ofHours(36)),
                rights,
                limits,
                handling);
    }

    @Test
    void findsAKeyThatWasAskedForBeforeItWasSaved() {
        assertThat(keys().byHash(hash("one"))).isEmpty();
        assertThat(keys().find("k1")).isEmpty();

        keys().save(key("k1", hash("one")));

        assertThat(keys().byHash(hash("one"))).isPresent();
    }

    @Test
    void seesAChangeAtOnce() {
        ApiKey before = key("k1", hash("one"));
        ApiKey after = before.with(Grant.named("Renamed").switched(false));
        keys().save(before);
        keys().byHash(hash("one"));

        keys().save(after);

        assertThat(keys().byHash(hash("one"))).contains(after);
        assertThat(keys().count()).isEqualTo(1);
    }

    @Test
    void doesNotKnowTheOldHashOfAChangedKey() {
        keys().save(key("k1", hash("old")));
        keys().byHash(hash("old"));
        keys().byHash(hash("new"));

        keys().save(key("k1", hash("new")));

        assertThat(keys().byHash(hash("old"))).isEmpty();
        assertThat(keys().byHash(hash("new"))).isPresent();
    }

    @Test
    void remembersTheFirstUseOnly() {
        keys().save(key("k1", hash("one")));
        assertThat(keys().byHash(hash("one")).orElseThrow().activated()).isNull();

        assertThat(keys().activate(key("k1", hash("one")), CREATED)).contains(FIRST_USE);
        assertThat(keys().activate(key("k1", hash("one")), CREATED.plusSeconds(9)))
                .contains(FIRST_USE);

        assertThat(keys().byHash(hash("one")).orElseThrow().activated()).isEqualTo(FIRST_USE);
        assertThat(keys().find("k1").orElseThrow().activated()).isEqualTo(FIRST_USE);
        assertThat(keys().page(0, 1).get(0).activated()).isEqualTo(FIRST_USE);
    }

    @Test
    void keepsTheFirstUseWhenAnOlderCopyIsSaved() {
        ApiKey copy = key("k1", hash("one"));
        keys().save(copy);
        keys().activate(key("k1", hash("one")), FIRST_USE);

        keys().save(copy.with(Grant.named("Renamed")));

        assertThat(keys().find("k1").orElseThrow().activated()).isEqualTo(FIRST_USE);
    }

    @Test
    void doesNotActivateAKeyThatIsNotThere() {
        keys().save(key("k1", hash("one")));
        keys().activate(key("k1", hash("one")), FIRST_USE);
        keys().delete("k1");

        assertThat(keys().activate(key("k1", hash("one")), FIRST_USE)).isEmpty();
        keys().save(key("k1", hash("one")));

        assertThat(keys().find("k1").orElseThrow().activated()).isNull();
    }

    @Test
    void givesManyFirstCallsTheSameTime() {
        keys().save(key("k1", hash("one")));

        Set<Instant> times = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> keys().activate(key("k1", hash("one")), FIRST_USE.plusSeconds(i))
                        .orElseThrow())
                .collect(Collectors.toSet());

        assertThat(times).hasSize(1);
        assertThat(keys().find("k1").orElseThrow().activated()).isIn(times);
    }

    @Test
    void deletesAKeyOnce() {
        keys().save(key("k1", hash("one")));
        keys().byHash(hash("one"));

        assertThat(keys().delete("k1")).isTrue();
        assertThat(keys().delete("k1")).isFalse();
        assertThat(keys().byHash(hash("one"))).isEmpty();
        assertThat(keys().find("k1")).isEmpty();
        assertThat(keys().count()).isZero();
    }

    @Test
    void findsKeysByTagNameAndSwitch() {
        save(1, "Ada's laptop", true, "team-a", "beta");
        save(2, "Bob's LAPTOP", false, "team-a");
        save(3, "Build server", true, "team-b");
        save(4, "Old laptop", true, "team-a");
        keys().save(keys().find("k4").orElseThrow().with(Grant.named("Old laptop")));

        assertThat(found(new Keys.Wanted(null, null, null))).containsExactly("k4", "k3", "k2", "k1");
        assertThat(found(new Keys.Wanted("team-a", null, null))).containsExactly("k2", "k1");
        assertThat(found(new Keys.Wanted("team", null, null))).isEmpty();
        assertThat(found(new Keys.Wanted(null, true, null))).containsExactly("k4", "k3", "k1");
        assertThat(found(new Keys.Wanted(null, null, "Laptop"))).containsExactly("k4", "k2", "k1");
        assertThat(found(new Keys.Wanted("team-a", true, "lap"))).containsExactly("k1");
    }

    @Test
    void pagesThroughWhatItFinds() {
        for (int i = 1; i <= 5; i++) {
            save(i, "key " + i, true, i == 3 ? "b" : "a");
        }
        keys().delete("k4");

        Keys.Found part = keys().search(new Keys.Wanted("a", null, null), 1, 1);

        assertThat(part.keys()).extracting(ApiKey::id).containsExactly("k2");
        assertThat(part.total()).isEqualTo(3);
        assertThat(keys().search(new Keys.Wanted("a", null, null), 3, 1).keys()).isEmpty();
    }

    private void save(int number, String name, boolean enabled, String... tags) {
        ApiKey key = key("k" + number, hash("key " + number), CREATED.plusSeconds(number), null);
        keys().save(key.with(
                key.grant().with(new Profile(name, "", "", List.of(tags))).switched(enabled)));
    }

    private List<String> found(Keys.Wanted wanted) {
        Keys.Found found = keys().search(wanted, 0, 10);
        assertThat(found.total()).isEqualTo(found.keys().size());
        return found.keys().stream().map(ApiKey::id).toList();
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        for (int i = 1; i <= 5; i++) {
            keys().save(key("k" + i, hash("key " + i), CREATED.plusSeconds(i), null));
        }
        keys().delete("k3");

        assertThat(keys().page(0, 3)).extracting(ApiKey::id).containsExactly("k5", "k4", "k2");
        assertThat(keys().page(3, 3)).extracting(ApiKey::id).containsExactly("k1");
        assertThat(keys().page(4, 3)).isEmpty();
        assertThat(keys().page(0, 0)).isEmpty();
        assertThat(keys().count()).isEqualTo(4);
    }

    @Test
    void knowsAKeyByItsNewHashOnly() {
        ApiKey saved = key("k1", hash("former"));
        keys().save(saved);
        keys().byHash(hash("anew"));

        keys().rehash(saved, hash("anew"));

        assertThat(keys().byHash(hash("former"))).isEmpty();
        ApiKey found = keys().byHash(hash("anew")).orElseThrow();
        assertThat(found.grant()).isEqualTo(saved.grant());
        assertThat(found.hint()).isEqualTo("wxyz");
        assertThat(keys().find("k1").orElseThrow().hash()).isEqualTo(hash("anew"));
    }

    @Test
    void rehashesNothingThatHasAnotherHashByNow() {
        ApiKey old = key("k1", hash("first"));
        keys().save(old);
        keys().save(key("k1", hash("renewed")));

        keys().rehash(old, hash("late"));
        keys().rehash(key("gone", hash("nobody")), hash("late"));

        assertThat(keys().byHash(hash("renewed"))).isPresent();
        assertThat(keys().byHash(hash("late"))).isEmpty();
    }

    @Test
    void findsKeysByWhatTheyAreBoundTo() {
        ApiKey bound = boundKey("k1", Map.of("claude", "acc_1", "gemini", "grp_1"));
        ApiKey other = boundKey("k2", Map.of("claude", "acc_2"));
        keys().save(bound);
        keys().save(other);

        assertThat(keys().boundTo("acc_1")).containsExactly(bound);
        assertThat(keys().boundTo("grp_1")).containsExactly(bound);
        assertThat(keys().boundTo("acc_3")).isEmpty();
        keys().save(bound.with(bound.grant().with(bound.handling().unboundFrom("acc_1"))));
        assertThat(keys().boundTo("acc_1")).isEmpty();
        assertThat(keys().boundTo("grp_1")).hasSize(1);
    }

    private static ApiKey boundKey(String id, Map<String, String> accounts) {
        Handling handling = new Handling(Handling.Priority.NORMAL, accounts, Set.of("claude"), Map.of());
        Grant grant = Grant.named(id).with(handling);
        KeyHash hash = new KeyHash((id + "0".repeat(64)).substring(0, 64));
        return new ApiKey(id, new ApiKey.Imprint(hash, "abcd"), grant, null, Instant.parse("2026-01-01T00:00:00Z"));
    }
}

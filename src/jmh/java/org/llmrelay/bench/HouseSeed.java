package org.llmrelay.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Quota;
import org.llmrelay.account.State;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Handling;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Profile;
import org.llmrelay.key.Rights;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.redis.UsageSeed;
import org.llmrelay.secret.Secret;

/** Fills an empty Redis with the keys and the accounts of a large house, through the relay's own stores. For measurements only. */
final class HouseSeed {
    private static final List<String> KINDS = List.of("anthropic", "openai", "gemini");
    private static final List<String> PLACES = List.of("laptop", "ci", "desktop", "notebook");
    private static final int OWNERS = 800;
    private static final int TEAMS = 25;
    private static final int HINT = 4;
    private static final long DOLLAR = 1_000_000;

    private final RedisStore store;
    private final KeyMint mint;
    private final Instant now;

    HouseSeed(RedisStore store, KeyMint mint, Instant now) {
        this.store = store;
        this.mint = mint;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Makes accounts, a few of them in trouble, most with windows of their provider's, and returns their ids. */
    List<String> accounts(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = String.format(Locale.ROOT, "acc_%016x", i);
            store.accounts()
                    .save(new Account(
                            id,
                            KINDS.get(i % KINDS.size()),
                            new Account.Profile("Account " + i, i % 20 != 19, 1 + i % 100),
                            new Account.Connection(
                                    Map.of("base_url", "http://127.0.0.1:9"),
                                    Map.of("api_key", Secret.of("sk-bench-" + i)),
                                    Map.of()),
                            now.minus(Duration.ofDays(count - i))));
            if (i % 3 == 0) {
                store.quotas().note(id, quota(i));
            }
            if (i % 12 == 5) {
                store.standings().coolDown(id, coolDown(i));
            }
            ids.add(id);
        }
        return ids;
    }

    private Quota quota(int number) {
        return new Quota(List.of(
                new Quota.Window("5h", null, number * 37 % 101, now.plus(Duration.ofHours(3))),
                new Quota.Window("7d", null, number * 53 % 101, now.plus(Duration.ofDays(4)))));
    }

    private CoolDown coolDown(int number) {
        State state = number % 24 == 5 ? State.LIMITED : State.BLOCKED;
        Instant until = state == State.BLOCKED ? CoolDown.FOR_GOOD : now.plus(Duration.ofHours(2));
        return new CoolDown(CoolDown.ALL, now, until, "upstream-rate-limited", 1, state);
    }

    /** Makes keys with the ids that {@link UsageSeed} knows, and returns the text of each. */
    List<Secret> keys(int count) {
        List<Secret> texts = new ArrayList<>();
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Secret text = mint.mint();
            String hint = text.reveal().substring(text.reveal().length() - HINT);
            texts.add(text);
            keys.add(new ApiKey(
                    UsageSeed.key(i),
                    new ApiKey.Imprint(mint.hash(text), hint),
                    grant(i),
                    null,
                    now.minus(Duration.ofMinutes(50L * (count - i)))));
        }
        store.keys().saveAll(keys);
        return texts;
    }

    private Grant grant(int number) {
        String place = PLACES.get(number % PLACES.size());
        int owner = number * 7 % OWNERS;
        return new Grant(
                new Profile(
                        "person " + owner + " " + place,
                        "",
                        "person" + owner + "@example.com",
                        List.of("team-" + owner % TEAMS, place)),
                number % 40 != 39,
                number % 50 == 49 ? new Expiry.At(now.minus(Duration.ofDays(2))) : Expiry.NEVER,
                number % 3 == 0 ? new Rights(Set.of("claude"), Rights.Models.ALL, Rights.Clients.ALL) : Rights.ALL,
                number % 2 == 0 ? limits(number) : Limits.NONE,
                Handling.USUAL);
    }

    private static Limits limits(int number) {
        return new Limits(
                5,
                Limits.Queue.NONE,
                List.of(
                        Rule.of(Unit.REQUESTS, new Period.Sliding(Duration.ofHours(1)), 200 + number % 100),
                        Rule.of(Unit.COST, new Period.Day(ZoneOffset.UTC, 0), 20 * DOLLAR),
                        Rule.of(Unit.COST, new Period.Month(ZoneOffset.UTC, 0), 300 * DOLLAR)));
    }
}

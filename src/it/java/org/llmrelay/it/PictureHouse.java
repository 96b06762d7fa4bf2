package org.llmrelay.it;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Quota;
import org.llmrelay.account.State;
import org.llmrelay.it.PicturePast.Habit;
import org.llmrelay.it.PicturePast.Model;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.redis.RedisStore;

/** An office with its accounts and keys, and what it used in two weeks. For pictures only. */
final class PictureHouse {
    private static final Model OPUS = new Model("claude-opus-4-5", 5, 25);
    private static final Model SONNET = new Model("claude-sonnet-4-5", 3, 15);
    private static final Model HAIKU = new Model("claude-haiku-4-5", 1, 5);
    private static final Model GPT = new Model("gpt-5.6", 2, 12);
    private static final Model GEMINI = new Model("gemini-3.5-flash", 1, 4);

    private final Admin admin = Admin.signedIn();
    private final Instant now = InstantSource.system().instant();
    private final List<Key> keys = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();

    void fill() {
        account("anthropic", "Anthropic, team plan", 10);
        account("anthropic", "Anthropic, research", 20);
        account("anthropic", "Anthropic, reserve", 80);
        account("openai", "OpenAI, product", 10);
        account("openai", "OpenAI, evaluation", 40);
        account("gemini", "Gemini, free tier", 30);
        key("Ada Lovelace", "ada", "\"research\",\"laptop\"", 40);
        key("Grace Hopper", "grace", "\"platform\",\"laptop\"", 30);
        key("Nightly tests", "platform", "\"ci\",\"platform\"", 60);
        key("Alan Turing", "alan", "\"research\"", 25);
        key("Katherine Johnson", "katherine", "\"data\",\"laptop\"", 20);
        key("Support bot", "support", "\"production\"", 90);
        key("Edsger Dijkstra", "edsger", "\"platform\"", 15);
        key("Barbara Liskov", "barbara", "\"research\",\"desktop\"", 30);
        try (PicturePast past = new PicturePast()) {
            past.write(habits());
            stand(past.store());
            past.store().keys().findAll(keys.stream().map(Key::id).toList()).forEach(key -> spend(past.store(), key));
        }
    }

    Key key() {
        return keys.get(0);
    }

    String account() {
        return accounts.get(0);
    }

    private void account(String kind, String name, int priority) {
        String form = Json.write(Map.of(
                "name", name, "kind", kind, "priority", priority, "fields", Map.of("api_key", Planted.credential())));
        accounts.add(admin.post("/accounts", form).path("id").asText());
    }

    private void key(String name, String owner, String tags, int dollars) {
        keys.add(admin.createKey("""
                {"name": "%s", "owner": "%s", "tags": [%s], "limits": {"concurrency": 5, "rules": [
                  {"unit": "cost", "period": {"kind": "day", "zone": "UTC", "hour": 0}, "most_microdollars": %d},
                  {"unit": "cost", "period": {"kind": "month", "zone": "UTC", "hour": 0}, "most_microdollars": %d}]}}
                """.formatted(name, owner, tags, dollars * 250_000L, dollars * 2_000_000L)));
    }

    private List<Habit> habits() {
        return List.of(
                claude(0, 0, OPUS, 22),
                claude(0, 0, SONNET, 9),
                claude(1, 0, SONNET, 16),
                claude(2, 1, HAIKU, 18),
                claude(3, 1, OPUS, 8),
                new Habit(keys.get(4).id(), accounts.get(3), "openai", GPT, 12),
                claude(5, 0, SONNET, 20),
                new Habit(keys.get(6).id(), accounts.get(4), "openai", GPT, 7),
                new Habit(keys.get(7).id(), accounts.get(5), "gemini", GEMINI, 11),
                claude(7, 1, SONNET, 6));
    }

    private Habit claude(int key, int account, Model model, int share) {
        return new Habit(keys.get(key).id(), accounts.get(account), "anthropic", model, share);
    }

    private void stand(RedisStore store) {
        quota(store, 0, 62, 41);
        quota(store, 1, 88, 73);
        quota(store, 2, 4, 12);
        CoolDown rest = new CoolDown(
                CoolDown.ALL, now, now.plus(Duration.ofMinutes(47)), "upstream-rate-limited", 2, State.LIMITED);
        CoolDown refused =
                new CoolDown(CoolDown.ALL, now, CoolDown.FOR_GOOD, "upstream-unauthorized", 1, State.NEEDS_SIGN_IN);
        store.standings().coolDown(accounts.get(1), rest);
        store.standings().coolDown(accounts.get(4), refused);
    }

    private void quota(RedisStore store, int account, int hours, int week) {
        store.quotas()
                .note(
                        accounts.get(account),
                        new Quota(List.of(
                                new Quota.Window("5h", null, hours, now.plus(Duration.ofMinutes(104))),
                                new Quota.Window("7d", null, week, now.plus(Duration.ofDays(3))))));
    }

    /** Puts what the ledger has into the limits: these calls came by no gate. */
    private void spend(RedisStore store, ApiKey key) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Gate.Carried> spent = new ArrayList<>();
        for (Rule rule : key.limits().rules()) {
            LocalDate first = rule.period() instanceof Period.Day ? today : today.withDayOfMonth(1);
            long cost = store.ledger().totals(key.id()).stream()
                    .filter(total -> !total.day().isBefore(first))
                    .mapToLong(total -> total.spending().rated())
                    .sum();
            spent.add(new Gate.Carried(rule, cost));
        }
        store.gate().carry(key.id(), spent);
    }
}

package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Group;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Policy;
import org.llmrelay.backup.Backup;
import org.llmrelay.backup.Restore;
import org.llmrelay.backup.Restore.Fate;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Profile;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceForm;
import org.llmrelay.pricing.PriceSource;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.settings.Origins;
import org.llmrelay.settings.Saved;
import org.llmrelay.signin.PasswordHash;
import org.llmrelay.signin.Role;
import org.llmrelay.signin.User;
import redis.clients.jedis.Jedis;

class RedisBackupTest {
    private static final Secret PASSWORD = Secret.of("correct horse battery");
    private static final Restore.Order NOW = new Restore.Order(false, false);
    private static final Restore.Order DRY = new Restore.Order(true, false);
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00Z");
    private static final User USER = new User("ann", new PasswordHash("hash of a password"), Role.VIEWER, CREATED);

    private static final Origins ORIGINS = new Origins(List.of("https://chat.example"));
    private static final Saved SETTINGS =
            new Saved(1, Map.of("failover.attempts", 2L), Map.of("branding.name", "Acme"));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final Vault vault = new Vault(Secret.of("the master of 32 characters or more"));
    private final RedisStore store = nodes.deafNode(vault);

    private static final NamedProxy PROXY = new NamedProxy(
            "p1",
            "Proxy",
            new Proxy(Proxy.Kind.HTTP, "proxy.example", 8080, new Proxy.Login("ann", Secret.of("pass-1"))),
            CREATED);
    private static final Credential CREDENTIAL = new Credential(
            new Pass(
                    Secret.of("access-1"),
                    Secret.of("refresh-1"),
                    CREATED.plusSeconds(3600),
                    List.of("s"),
                    Map.of("plan", "max")),
            new Credential.Consent("ann", CREATED),
            CREATED,
            0);

    private static Account account() {
        return new Account(
                "a1",
                "anthropic",
                new Account.Profile("Account ☺", false, 7),
                new Account.Connection(
                        Map.of("base_url", "https://upstream.example"),
                        Map.of("api_key", Secret.of("sk-of-a1"), "spare", Secret.of("sk-2")),
                        Map.of("small", "large"),
                        new Way.Shared(PROXY)),
                Duty.USUAL.in(Set.of("g1")).with(Caps.concurrent(3)),
                CREATED);
    }

    private static ApiKey key(int number) {
        Grant grant = Grant.named("Key " + number)
                .with(new Profile("Key " + number, "for tests", "ann", List.of("b", "a")))
                .with(Limits.concurrent(2))
                .with(new Expiry.AfterFirstUse(Duration.ofHours(24)));
        String hash = "%064d".formatted(number);
        return new ApiKey(
                "key_" + number,
                new ApiKey.Imprint(new KeyHash(hash), "abcd"),
                grant,
                null,
                CREATED.plusSeconds(number));
    }

    private static Price price() {
        return Objects.requireNonNull(PriceForm.read(
                        "my-model",
                        Json.tree("{\"input\":1.1,\"output\":22,\"tiers\":{\"batch\":{\"input\":1,\"output\":2}}}"),
                        PriceSource.OVERRIDE)
                .price());
    }

    private void fill() {
        store.groups().save(new Group("g1", "Group", Policy.PRIORITY, CREATED));
        store.proxies().save(PROXY);
        store.accounts().save(account());
        assertThat(store.credentials().save("a1", CREDENTIAL).version()).isEqualTo(1);
        for (int i = 0; i < 450; i++) {
            store.keys().save(key(i));
        }
        ApiKey limited = key(450).with(Grant.named("limited")
                .with(new Limits(
                        0,
                        Limits.Queue.NONE,
                        List.of(Rule.of(Unit.COST, new Period.Window(Duration.ofMinutes(5)), 1_000)))));
        store.keys().save(limited);
        assertThat(store.keys().activate(key(3), CREATED.plusSeconds(60))).isPresent();
        store.priceOverrides().save(price());
        store.users().save(USER);
        store.originRules().save(ORIGINS);
        assertThat(store.savedSettings().replace(SETTINGS)).isTrue();
    }

    private byte[] file() throws IOException {
        Backup backup = new Backup(store.shelves(), vault, nodes.clock());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        backup.write(out, PASSWORD, Set.copyOf(backup.kinds()));
        return out.toByteArray();
    }

    /** Everything in the hashes and sorted sets that a backup speaks of, secrets in the clear. */
    private static List<String> content(RedisStore of, RedisServer server) {
        List<String> all = new ArrayList<>();
        try (Jedis jedis = server.connect()) {
            for (String name : List.of(
                    RedisKeys.GROUPS,
                    RedisKeys.PRICE_OVERRIDES,
                    RedisKeys.USER_RECORDS,
                    RedisKeys.KEYS_BY_HASH,
                    RedisKeys.KEY_LABELS,
                    RedisKeys.KEY_FIRST_USES,
                    RedisKeys.KEY_RECORDS)) {
                jedis.hgetAll(name).forEach((id, text) -> all.add(name + " " + id + " " + text));
            }
            jedis.zrangeWithScores(RedisKeys.KEYS_BY_CREATION, 0, -1).forEach(entry -> all.add(entry.toString()));
        }
        of.accounts()
                .all()
                .forEach(account -> all.add(account + " "
                        + account.connection().secret("api_key").orElseThrow().reveal()));
        Collections.sort(all);
        return all;
    }

    @Test
    void bringsEverythingBackAsItWas() throws IOException {
        fill();
        List<String> before = content(store, nodes.server());
        byte[] file = file();
        nodes.server().empty();
        Vault otherVault = new Vault(Secret.of("another master of 32 characters or more"));
        RedisStore other = nodes.deafNode(otherVault);
        Restore restore = new Restore(other.shelves(), otherVault);

        Restore.Report dry = restore.run(file, PASSWORD, DRY, Restore.Progress.UNTOLD);
        assertThat(content(other, nodes.server())).isEmpty();
        Restore.Report done = restore.run(file, PASSWORD, NOW, Restore.Progress.UNTOLD);

        assertThat(done).isEqualTo(dry);
        assertThat(done.knowsKeys()).isFalse();
        assertThat(done.lines()).hasSize(459).allMatch(line -> line.fate() == Fate.CREATED);
        assertThat(content(other, nodes.server())).hasSizeGreaterThan(1_000).isEqualTo(before);
        assertThat(other.accounts().all()).containsExactly(account());
        assertThat(other.credentials().of("a1").map(Credential::pass)).contains(CREDENTIAL.pass());
        assertThat(other.proxies().all()).containsExactly(PROXY);
        assertThat(other.originRules().current()).isEqualTo(ORIGINS);
        assertThat(other.savedSettings().current()).isEqualTo(SETTINGS);
        assertThat(other.keys().find("key_3").orElseThrow().activated()).isEqualTo(CREATED.plusSeconds(60));
        assertThat(restore.run(file, PASSWORD, NOW, Restore.Progress.UNTOLD).lines())
                .allMatch(line -> line.fate() == Fate.SAME);
    }

    @Test
    void namesWhatIsInTheWay() throws IOException {
        store.keys().save(key(1));
        store.keys().save(key(2));
        byte[] file = file();
        assertThat(store.keys().delete("key_1")).isTrue();
        ApiKey thief = key(9);
        store.keys().save(thief.with(key(1).imprint()));
        store.keys().save(key(2).with(Grant.named("changed since")));

        Restore.Report report = new Restore(store.shelves(), vault).run(file, PASSWORD, NOW, Restore.Progress.UNTOLD);

        assertThat(report.knowsKeys()).isTrue();
        assertThat(report.lines())
                .containsExactly(
                        new Restore.Line("keys", "key_1", Fate.FAILED, "the text of this key belongs to the key key_9"),
                        new Restore.Line("keys", "key_2", Fate.KEPT, "another record with this id is there"));
        assertThat(store.keys().find("key_2").orElseThrow().name()).isEqualTo("changed since");
    }

    @Test
    void namesWhatNobodyCanRead() {
        fill();
        nodes.deafNode(new Vault(Secret.of("a lost master of 32 characters or more")))
                .accounts()
                .save(account());
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.KEY_RECORDS, "key_7", "{");
            jedis.hset(RedisKeys.USER_RECORDS, "bob", "{}");
        }

        Backup backup = new Backup(store.shelves(), vault, nodes.clock());

        assertThat(backup.unreadable(Set.copyOf(backup.kinds())))
                .containsExactly("accounts/a1", "keys/key_7", "users/bob");
    }
}

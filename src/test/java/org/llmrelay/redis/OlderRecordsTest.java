package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Checkup;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Group;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Policy;
import org.llmrelay.account.Quota;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Delivery;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Handling;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.KeyLabel;
import org.llmrelay.key.Rights;
import org.llmrelay.limit.Limits;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.signin.Role;
import org.llmrelay.usage.LedgerEntry;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;

/** The smallest records that were ever written are read well, and so are records of a newer node. One test for each kind of record. */
class OlderRecordsTest {
    private static final String NOON = "2026-02-01T12:00:00Z";
    private static final long NOON_MS = Instant.parse(NOON).toEpochMilli();

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final Vault vault = new Vault(Secret.of("a master of 32 characters or more"));
    private final RedisStore store = nodes.deafNode(vault);

    private void put(String hash, String field, String record) {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(hash, field, record);
        }
    }

    private void push(String list, String record) {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.lpush(list, record);
        }
    }

    private void read() {
        store.start();
        int before = nodes.events().heard();
        Await.until(() -> before > 0 || nodes.events().heard() > 0);
    }

    @Test
    void aKeyHasAllRightsAndTheLimitThatItHad() {
        String hash = "ab".repeat(32);
        put(
                RedisKeys.KEY_RECORDS,
                "k1",
                "{\"id\":\"k1\",\"name\":\"Old\",\"hash\":\"" + hash
                        + "\",\"hint\":\"abcd\",\"enabled\":true,\"concurrency\":2," + "\"created\":\"" + NOON
                        + "\",\"of_a_newer_node\":{\"x\":1}}");
        put(RedisKeys.KEYS_BY_HASH, hash, "k1");
        try (Jedis jedis = nodes.server().connect()) {
            jedis.zadd(RedisKeys.KEYS_BY_CREATION, (double) NOON_MS, "k1");
        }

        ApiKey key = store.keys().byHash(new KeyHash(hash)).orElseThrow();

        assertThat(key.limits()).isEqualTo(Limits.concurrent(2));
        assertThat(key.rights()).isEqualTo(Rights.ALL);
        assertThat(key.handling()).isEqualTo(Handling.USUAL);
        assertThat(key.grant().expiry()).isEqualTo(Expiry.NEVER);
        assertThat(key.grant().profile().tags()).isEmpty();
        assertThat(store.keys().labels()).extracting(KeyLabel::name).containsExactly("Old");
        assertThat(store.keys().boundTo("a1")).isEmpty();
    }

    @Test
    void aKeyWhoseLabelNamesNoPlacesIsFoundByWhatItIsBoundTo() {
        put(
                RedisKeys.KEY_RECORDS,
                "k1",
                "{\"id\":\"k1\",\"name\":\"Old\",\"hash\":\"" + "cd".repeat(32) + "\",\"hint\":\"\",\"enabled\":true,"
                        + "\"accounts\":{\"claude\":\"a1\"},\"created\":\"" + NOON + "\"}");
        put(RedisKeys.KEY_LABELS, "k1", "{\"name\":\"Old\",\"enabled\":true,\"tags\":[]}");
        try (Jedis jedis = nodes.server().connect()) {
            jedis.zadd(RedisKeys.KEYS_BY_CREATION, (double) NOON_MS, "k1");
        }

        assertThat(store.keys().boundTo("a1")).extracting(ApiKey::id).containsExactly("k1");
    }

    @Test
    void anAccountHasTheUsualDutyAndNoProxy() {
        String sealed = vault.seal(Secret.of("sk-1"), "account/a1/api_key");
        put(
                RedisKeys.ACCOUNT_RECORDS,
                "a1",
                "{\"id\":\"a1\",\"kind\":\"anthropic\",\"name\":\"Old\",\"enabled\":true,\"priority\":7,\"fields\":{},\"sealed\":{"
                        + "\"api_key\":\"" + sealed + "\"},\"models\":{},\"created\":\"" + NOON
                        + "\",\"of_a_newer_node\":[1]}");

        read();
        Account account = store.accounts().find("a1").orElseThrow();

        assertThat(account.duty()).isEqualTo(Duty.USUAL);
        assertThat(account.connection().way()).isEqualTo(Way.DIRECT);
        assertThat(account.connection().secret("api_key")).contains(Secret.of("sk-1"));
    }

    @Test
    void anAccountsDutyHasNoLimitsAndNoUpkeepWhereNoneAreTold() {
        put(
                RedisKeys.ACCOUNT_RECORDS,
                "a1",
                "{\"id\":\"a1\",\"kind\":\"anthropic\",\"name\":\"Old\",\"enabled\":true,\"priority\":7,\"fields\":{},\"sealed\":{},"
                        + "\"models\":{},\"duty\":{\"groups\":[\"shared\"],\"models\":[],\"weight\":1,\"stopAt\":100,\"reserved\":0},"
                        + "\"created\":\"" + NOON + "\"}");

        read();

        assertThat(store.accounts().find("a1").orElseThrow().duty()).isEqualTo(Duty.USUAL);
    }

    @Test
    void aCoolDownWithoutAStateIsOneOfACoolingOrAskingAccount() {
        long since = NOON_MS * 1_000;
        String record = "{\"since\":" + since + ",\"until\":" + (since + 60_000_000)
                + ",\"cause\":\"upstream-overloaded\",\"streak\":1";
        put(RedisKeys.STANDINGS, "a1|*", record + "}");
        put(RedisKeys.STANDINGS, "a2|*", record + ",\"needsAttention\":true}");

        read();

        assertThat(store.standings().of("a1").of(CoolDown.ALL).map(CoolDown::state))
                .contains(State.COOLING);
        assertThat(store.standings().of("a2").needsAttention()).isTrue();
    }

    @Test
    void aCredentialThatCannotBeRenewedNorEndsIsRead() {
        put(RedisKeys.CREDENTIALS, "a1", "3|" + Json.write(StoredCredential.of("a1", credential(), vault)));

        read();

        Credential credential = store.credentials().of("a1").orElseThrow();
        assertThat(credential.version()).isEqualTo(3);
        assertThat(credential.pass().isRenewable()).isFalse();
        assertThat(credential.pass().expires()).isNull();
    }

    private static Credential credential() {
        return new Credential(
                new Pass(Secret.of("token"), null, null, List.of(), Map.of()),
                new Credential.Consent("ann", Instant.parse(NOON)),
                Instant.parse(NOON),
                0);
    }

    @Test
    void aGroupIsRead() {
        put(
                RedisKeys.GROUPS,
                "g1",
                "{\"name\":\"Team\",\"policy\":\"priority\",\"created\":\"" + NOON + "\",\"newer\":1}");

        read();

        assertThat(store.groups().find("g1")).contains(new Group("g1", "Team", Policy.PRIORITY, Instant.parse(NOON)));
    }

    @Test
    void aNamedProxyWithoutALoginIsRead() {
        put(
                RedisKeys.PROXY_RECORDS,
                "p1",
                "{\"id\":\"p1\",\"name\":\"P\",\"proxy\":{\"kind\":\"socks5\",\"host\":\"10.0.0.1\",\"port\":1080},\"sealed\":{},"
                        + "\"created\":\"" + NOON + "\"}");

        read();

        assertThat(store.proxies().find("p1").orElseThrow().proxy().login()).isNull();
    }

    @Test
    void aWindowForAllModelsIsRead() {
        put(RedisKeys.QUOTAS, "a1", "{\"windows\":[{\"name\":\"5h\",\"percent\":41,\"resets\":" + NOON_MS + "}]}");

        read();

        assertThat(store.quotas().of("a1").windows())
                .containsExactly(new Quota.Window("5h", null, 41, Instant.parse(NOON)));
    }

    @Test
    void aStepWithoutAnEndIsRead() {
        push(
                RedisKeys.history("a1"),
                "{\"at\":" + NOON_MS
                        + ",\"family\":\"*\",\"from\":\"healthy\",\"to\":\"blocked\",\"reason\":\"r\",\"by\":\"relay\"}");

        assertThat(store.standings().history("a1"))
                .containsExactly(new Transition(
                        Instant.parse(NOON), "*", State.HEALTHY, State.BLOCKED, null, "r", Transition.RELAY));
    }

    @Test
    void aCheckIsRead() {
        push(
                RedisKeys.checks("a1"),
                "{\"at\":" + NOON_MS + ",\"result\":\"ok\",\"status\":200,\"took\":12,\"newer\":1}");

        assertThat(store.checks().of("a1"))
                .containsExactly(new Checkup(Instant.parse(NOON), "ok", 200, Duration.ofMillis(12)));
    }

    @Test
    void anEntryOfTheLedgerWithoutPriceDeliveryAndDetoursIsRead() {
        try (Jedis jedis = nodes.server().connect()) {
            String entry = "{\"call\":\"c1\",\"at\":" + NOON_MS
                    + ",\"dialect\":\"anthropic\",\"model\":\"m\",\"streamed\":false,"
                    + "\"ending\":\"COMPLETED\",\"status\":200,\"usage\":\"1,2,0,0,0,0,0\",\"attempts\":[[\"a1\",200,\"ok\",7]],\"total\":5,\"newer\":1}";
            jedis.xadd(RedisKeys.ledger("k1"), Map.of("e", entry), XAddParams.xAddParams());
        }

        LedgerEntry entry = store.ledger().latest("k1", 1).get(0);

        assertThat(entry.outcome().usage().output()).isEqualTo(2);
        assertThat(entry.outcome().delivery()).isEqualTo(Delivery.STANDARD);
        assertThat(entry.charge()).isNull();
        assertThat(entry.outcome().attempts()).containsExactly(new Attempt("a1", 200, "ok", Duration.ofMillis(7)));
    }

    @Test
    void aUserIsRead() {
        put(
                RedisKeys.USER_RECORDS,
                "ann",
                "{\"username\":\"ann\",\"password\":\"hash\",\"role\":\"viewer\",\"created\":\"" + NOON
                        + "\",\"newer\":1}");

        assertThat(store.users().find("ann").orElseThrow().role()).isEqualTo(Role.VIEWER);
    }
}

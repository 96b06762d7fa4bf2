package org.llmrelay.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrelay.admission.Callers;
import org.llmrelay.admission.Identity;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Client;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Glob;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.KeyMint;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.secret.Secret;

class KeyImportTest {
    private static final String TEXT = "cr_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String ID = "5d3c1c6a-0000-4000-8000-000000000001";
    private static final String OTHER_ID = "5d3c1c6a-0000-4000-8000-000000000002";
    private static final String ACCOUNT = "a0000000-0000-4000-8000-000000000001";
    private static final Rule TOTAL = Rule.of(Unit.COST, new Period.Life(), 50_000_000);
    private static final Rule DAILY = Rule.of(Unit.COST, new Period.Day(ImportWorld.ZONE, 0), 2_500_000);
    private static final Rule WEEKLY =
            Rule.of(Unit.COST, new Period.Week(ImportWorld.ZONE, DayOfWeek.THURSDAY, 4), 20_000_000);

    private final ImportWorld world = new ImportWorld();

    @Test
    void keepsAKeyWorkingAndHashesItAnewWhenItIsFirstUsed() {
        world.other.key(ID, TEXT);
        KeyMint mint = new KeyMint(new byte[32], List.of(), world.hashing);
        Callers callers = new Callers(mint, world.keys, world.clock);
        assertThat(callers.identify(Secret.of(TEXT))).isInstanceOf(Identity.Unknown.class);

        world.bring();
        Identity first = callers.identify(Secret.of(TEXT));

        assertThat(first).isInstanceOfSatisfying(Identity.Known.class, known -> assertThat(
                        known.key().id())
                .isEqualTo(ID));
        assertThat(world.key(ID).hash()).isEqualTo(mint.hash(Secret.of(TEXT)));
        assertThat(world.keys.byHash(new KeyHash(OtherRelay.hash(TEXT)))).isEmpty();
        assertThat(callers.identify(Secret.of(TEXT))).isInstanceOf(Identity.Known.class);
        assertThat(callers.identify(Secret.of(TEXT + "x"))).isInstanceOf(Identity.Unknown.class);
    }

    @Test
    void bringsTheLimitsOfAKey() {
        String[] budgets = {"dailyCostLimit", "2.5", "totalCostLimit", "50", "weeklyOpusCostLimit", "20"};
        String[] rates = {"rateLimitRequests", "100", "tokenLimit", "50000", "rateLimitCost", "1.25"};
        String[] times = {"rateLimitWindow", "60", "weeklyResetDay", "4", "weeklyResetHour", "4"};
        String[] all = Stream.of(budgets, rates, times, new String[] {"concurrencyLimit", "3"})
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        world.other.key(ID, TEXT, all);

        Line line = ImportWorld.line(world.bring(), ID);

        Period window = new Period.Window(Duration.ofHours(1));
        List<Rule> windows = List.of(
                Rule.of(Unit.REQUESTS, window, 100),
                Rule.of(Unit.TOKENS, window, 50_000),
                Rule.of(Unit.COST, window, 1_250_000));
        assertThat(line.fate()).isEqualTo(Fate.CREATED);
        assertThat(world.key(ID).limits().concurrency()).isEqualTo(3);
        assertThat(world.key(ID).limits().queue()).isEqualTo(Limits.Queue.NONE);
        assertThat(world.key(ID).limits().rules())
                .startsWith(windows.toArray(Rule[]::new))
                .endsWith(DAILY, TOTAL, WEEKLY)
                .hasSize(6);
        assertThat(ImportWorld.notes(line))
                .anyMatch(note -> note.contains("weeklyOpusCostLimit counted Claude models"));
    }

    @Test
    void bringsRightsAndNamesOfAKey() {
        String[] names = {"name", "Ann's laptop", "description", "for\nwork", "userUsername", "ann"};
        String[] models = {"enableModelRestriction", "true", "restrictedModels", "[\"claude-opus-4-1\"]"};
        String[] clients = {"enableClientRestriction", "true", "allowedClients", "[\"claude_code\",\"gemini_cli\"]"};
        String[] others = {"tags", "[\"team-a\",\"laptops\"]", "permissions", "[\"claude\",\"gemini\"]"};
        String[] all = Stream.of(names, models, clients, others)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        world.other.key(ID, TEXT, all);

        world.bring();

        ApiKey key = world.key(ID);
        assertThat(key.grant().profile())
                .extracting("name", "description", "owner", "tags")
                .containsExactly("Ann's laptop", "for work", "ann", List.of("laptops", "team-a"));
        assertThat(key.rights().services()).containsExactlyInAnyOrder("claude", "gemini");
        assertThat(key.rights().models().blocked()).containsExactly(new Glob("claude-opus-4-1"));
        assertThat(key.rights().clients().known()).containsExactlyInAnyOrder(Client.CLAUDE_CODE, Client.GEMINI_CLI);
        assertThat(key.created()).isEqualTo(Instant.parse("2025-11-03T10:20:30.123Z"));
    }

    @Test
    void letsBudgetsGoOnWhereTheyWere() {
        // Noon of a Thursday in UTC is the evening of that day there.
        world.other
                .key(
                        ID,
                        TEXT,
                        "dailyCostLimit",
                        "2.5",
                        "totalCostLimit",
                        "50",
                        "weeklyOpusCostLimit",
                        "20",
                        "weeklyResetDay",
                        "4",
                        "weeklyResetHour",
                        "4")
                .text("usage:cost:total:" + ID, "31.5000001")
                .text(
                        "usage:cost:daily:" + ID + ":"
                                + world.clock.instant().atZone(ImportWorld.ZONE).toLocalDate(),
                        "0.25")
                .text("usage:opus:weekly:" + ID + ":" + weekStart(), "7.125");

        Line line = ImportWorld.line(world.bring(), ID);

        assertThat(world.spent(ID, TOTAL, DAILY, WEEKLY)).containsExactly(31_500_001L, 250_000L, 7_125_000L);
        assertThat(ImportWorld.notes(line)).contains("of totalCostLimit, 31.5000001 US dollars are spent");
    }

    private String weekStart() {
        Period.Week week = (Period.Week) WEEKLY.period();
        return week.start(world.clock.instant())
                .atZone(ImportWorld.ZONE)
                .toLocalDateTime()
                .toString()
                .substring(0, 13);
    }

    @Test
    void countsNothingTwiceWhenItIsDoneAgain() {
        world.other.key(ID, TEXT, "totalCostLimit", "50").text("usage:cost:total:" + ID, "10");
        world.bring();
        world.other.text("usage:cost:total:" + ID, "20");

        List<Line> again = world.bring();

        assertThat(again).extracting(Line::fate).containsExactly(Fate.SAME);
        assertThat(world.spent(ID, TOTAL)).containsExactly(10_000_000L);
    }

    @Test
    void aDryRunSaysTheSameAndStoresNothing() {
        world.other
                .group("g0000000-0000-4000-8000-000000000001", "Team", ACCOUNT)
                .account(
                        "claude_console_account:",
                        ACCOUNT,
                        "apiUrl",
                        "https://api.example.com",
                        "apiKey",
                        OtherRelay.sealed("sk-secret", "claude-console-salt"))
                .key(ID, TEXT, "claudeConsoleAccountId", ACCOUNT)
                .key(OTHER_ID, "cr_deleted", "isDeleted", "true");

        List<Line> dry = world.bring(world.dry());

        assertThat(world.keys.count()).isZero();
        assertThat(world.accounts.all()).isEmpty();
        assertThat(world.hashing.secrets()).isEmpty();
        assertThat(world.bring()).isEqualTo(dry);
        assertThat(dry)
                .extracting(Line::kind, Line::fate)
                .containsExactly(
                        tuple("group", Fate.CREATED),
                        tuple("account", Fate.CREATED),
                        tuple("key", Fate.CREATED),
                        tuple("key", Fate.LEFT_OUT));
    }

    @Test
    void leavesWhatIsDeletedOutAndWhatIsDisabledOff() {
        world.other.key(ID, TEXT, "isActive", "false").key(OTHER_ID, "cr_deleted", "isDeleted", "true");

        List<Line> lines = world.bring();

        assertThat(world.key(ID).enabled()).isFalse();
        assertThat(world.keys.find(OTHER_ID)).isEmpty();
        assertThat(ImportWorld.notes(ImportWorld.line(lines, OTHER_ID))).containsExactly("it was deleted there");
    }

    @Test
    void bringsEveryKindOfExpiry() {
        world.other
                .key("never-expires", "cr_1")
                .key("fixed-expiry", "cr_2", "expiresAt", "2027-01-02T03:04:05.000Z")
                .key(
                        "waits-for-days",
                        "cr_3",
                        "expirationMode",
                        "activation",
                        "activationDays",
                        "7",
                        "isActivated",
                        "false")
                .key(
                        "waits-for-hours", "cr_4",
                        "expirationMode", "activation",
                        "activationDays", "5",
                        "activationUnit", "hours",
                        "isActivated", "false")
                .key(
                        "has-begun", "cr_5",
                        "expirationMode", "activation",
                        "activationDays", "7",
                        "isActivated", "true",
                        "expiresAt", "2026-12-31T00:00:00.000Z");

        world.bring();

        assertThat(world.key("never-expires").grant().expiry()).isEqualTo(Expiry.NEVER);
        assertThat(world.key("fixed-expiry").grant().expiry())
                .isEqualTo(new Expiry.At(Instant.parse("2027-01-02T03:04:05Z")));
        assertThat(world.key("waits-for-days").grant().expiry())
                .isEqualTo(new Expiry.AfterFirstUse(Duration.ofDays(7)));
        assertThat(world.key("waits-for-hours").grant().expiry())
                .isEqualTo(new Expiry.AfterFirstUse(Duration.ofHours(5)));
        assertThat(world.key("has-begun").grant().expiry())
                .isEqualTo(new Expiry.At(Instant.parse("2026-12-31T00:00:00Z")));
    }

    @Test
    void givesNoKeySharedAccountsThatHadOneOfItsOwn() {
        world.other
                .key(ID, TEXT, "openaiAccountId", "responses:" + ACCOUNT)
                .key(OTHER_ID, "cr_other", "claudeAccountId", "group:" + ACCOUNT, "permissions", "[\"claude\"]");

        List<Line> lines = world.bring();

        assertThat(world.key(ID).rights().services()).isEqualTo(Set.of("claude", "gemini", "droid", "azure"));
        assertThat(world.key(ID).enabled()).isTrue();
        assertThat(world.key(OTHER_ID).enabled()).isFalse();
        assertThat(ImportWorld.notes(ImportWorld.line(lines, ID)))
                .contains("openaiAccountId: " + ACCOUNT + " is not here");
    }

    @Test
    void letsAKeyCallTheAzureAccountThatItWasBoundTo() {
        String endpoint = "https://mine.openai.azure.com";
        world.other
                .account(
                        "azure_openai:account:",
                        ACCOUNT,
                        "azureEndpoint",
                        endpoint,
                        "deploymentName",
                        "d",
                        "apiKey",
                        "k")
                .key(ID, TEXT, "azureOpenaiAccountId", ACCOUNT, "permissions", "[\"openai\"]");

        world.bring();

        assertThat(world.key(ID).rights().services()).isEqualTo(Set.of("openai", "azure"));
        assertThat(world.key(ID).handling().accounts()).isEqualTo(Map.of("azure", ACCOUNT));
    }

    @Test
    void keepsWhatDiffersUnlessItIsToBeReplaced() {
        world.other.key(ID, TEXT);
        world.bring();
        KeyHash hash = new KeyHash("f".repeat(64));
        world.keys.rehash(world.key(ID), hash);
        world.other.key(ID, TEXT, "concurrencyLimit", "9");

        List<Line> kept = world.bring();
        int before = world.key(ID).limits().concurrency();
        List<Line> changed = world.bring(world.replacing());

        assertThat(kept).extracting(Line::fate).containsExactly(Fate.KEPT);
        assertThat(before).isZero();
        assertThat(changed).extracting(Line::fate).containsExactly(Fate.CHANGED);
        assertThat(world.key(ID).limits().concurrency()).isEqualTo(9);
        assertThat(world.key(ID).hash()).isEqualTo(hash);
    }

    @Test
    void refusesWhatItCannotUnderstandAndBringsTheRest() {
        world.other
                .key("no-hash-here", "cr_1", "apiKey", "[REDACTED]")
                .key("odd-service", "cr_2", "permissions", "[\"telepathy\"]")
                .key("odd-program", "cr_3", "enableClientRestriction", "true", "allowedClients", "[\"emacs\"]")
                .key("odd-number", "cr_4", "dailyCostLimit", "1e999999999")
                .key("odd-window", "cr_5", "rateLimitWindow", "99999999", "rateLimitRequests", "1")
                .key(ID, TEXT);

        List<Line> lines = world.bring();

        assertThat(ImportWorld.counts(lines)).isEqualTo(Map.of(Fate.FAILED, 5L, Fate.CREATED, 1L));
        assertThat(world.keys.count()).isEqualTo(1);
    }

    @Test
    void saysHowFarItIs() {
        world.other.key(ID, TEXT).key(OTHER_ID, TEXT + "2");

        List<Line> unused = world.bring();

        assertThat(world.steps)
                .containsExactly(
                        "READING 0/0",
                        "READING 1/0",
                        "READING 2/0",
                        "LOOKING 0/2",
                        "LOOKING 1/2",
                        "LOOKING 2/2",
                        "BRINGING 0/2",
                        "BRINGING 1/2",
                        "BRINGING 2/2");
    }

    @Test
    void saysThatKeysDoNotWorkWithoutTheEncryptionKey() {
        world.other.key(ID, TEXT);

        List<Line> lines = world.bring(world.with(null, true));

        assertThat(ImportWorld.notes(ImportWorld.line(lines, ID)))
                .containsExactly("it works once the encryption key of the other relay is given");
        assertThat(world.hashing.secrets()).isEmpty();
    }

    @Test
    void multipliesARateWithTheOneForAllKeys() {
        world.other
                .key(ID, TEXT, "serviceRates", "{\"claude\":0.5,\"bedrock\":3}")
                .text("system:service_rates", "{\"rates\":{\"claude\":3,\"gemini\":2},\"baseService\":\"claude\"}");

        Line line = ImportWorld.line(world.bring(), ID);

        assertThat(world.key(ID).handling().rates()).isEqualTo(Map.of("claude", 1_500_000L, "gemini", 2_000_000L));
        assertThat(ImportWorld.notes(line)).containsExactly("serviceRates: bedrock is charged as its service is");
    }

    @Test
    void namesWhatElseLiesThereAndStaysThere() {
        world.other.key(ID, TEXT).text("webhook_config:default", "{}").text("oem:settings", "{}");

        assertThat(world.bring())
                .filteredOn(line -> line.fate() == Fate.LEFT_OUT)
                .extracting(Line::id)
                .containsExactly("oem:settings", "webhook_config:default");
    }
}

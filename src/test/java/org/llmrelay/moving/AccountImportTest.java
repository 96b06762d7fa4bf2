package org.llmrelay.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Account;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Group;
import org.llmrelay.account.Pass;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;

class AccountImportTest {
    private static final String ID = "a0000000-0000-4000-8000-000000000001";
    private static final String GROUP = "g0000000-0000-4000-8000-000000000001";
    private static final String OFFICIAL = "claude:account:";
    private static final String CONSOLE = "claude_console_account:";

    private final ImportWorld world = new ImportWorld();

    private Line brought() {
        return ImportWorld.line(world.bring(), ID);
    }

    private Pass pass() {
        return world.credentials.of(ID).map(Credential::pass).orElseThrow();
    }

    private void console(String... more) {
        world.other.account(CONSOLE, ID, withKey(more));
    }

    private static String[] withKey(String... more) {
        String[] all = Arrays.copyOf(more, more.length + 4);
        all[more.length] = "apiUrl";
        all[more.length + 1] = "https://api.example.com/anthropic";
        all[more.length + 2] = "apiKey";
        all[more.length + 3] = OtherRelay.sealed("sk-console", "claude-console-salt");
        return all;
    }

    @Test
    void bringsAClaudeAccountWithItsTokens() {
        world.other.account(
                OFFICIAL,
                ID,
                "email",
                OtherRelay.sealed("ann@example.com", "salt"),
                "accessToken",
                OtherRelay.sealed("sk-ant-oat01-access", "salt"),
                "refreshToken",
                OtherRelay.sealed("sk-ant-ort01-refresh", "salt"),
                "expiresAt",
                "1795000000000",
                "scopes",
                "user:inference user:profile",
                "priority",
                "7",
                "subscriptionExpiresAt",
                "2027-05-01T00:00:00.000Z");

        Line line = brought();

        assertThat(line.fate()).isEqualTo(Fate.CREATED);
        assertThat(world.account(ID).kind()).isEqualTo("claude-oauth");
        assertThat(world.account(ID).profile()).isEqualTo(new Account.Profile("Account " + ID, true, 7));
        assertThat(world.account(ID).duty().groups()).containsExactly(Group.SHARED);
        assertThat(world.account(ID).duty().upkeep().expires()).isEqualTo(Instant.parse("2027-05-01T00:00:00Z"));
        assertThat(pass())
                .isEqualTo(new Pass(
                        Secret.of("sk-ant-oat01-access"),
                        Secret.of("sk-ant-ort01-refresh"),
                        Instant.ofEpochMilli(1_795_000_000_000L),
                        List.of("user:inference", "user:profile"),
                        Map.of("email", "ann@example.com")));
        assertThat(world.credentials.of(ID).map(Credential::consent).map(Credential.Consent::operator))
                .contains("ann");
    }

    @Test
    void findsTokensThatLieTogether() {
        String tokens =
                "{\"accessToken\":\"sk-a\",\"refreshToken\":\"sk-r\",\"expiresAt\":1795000000000,\"scopes\":[\"s\"]}";
        world.other.account(OFFICIAL, ID, "claudeAiOauth", OtherRelay.sealed(tokens, "salt"));

        assertThat(brought().fate()).isEqualTo(Fate.CREATED);
        assertThat(pass().access()).isEqualTo(Secret.of("sk-a"));
        assertThat(pass().expires()).isEqualTo(Instant.ofEpochMilli(1_795_000_000_000L));
    }

    @Test
    void renewsAnAccountAtOnceThatHasARefreshTokenOnly() {
        world.other.account(
                "openai:account:",
                ID,
                "refreshToken",
                OtherRelay.sealed("rt-1", "openai-account-salt"),
                "accountId",
                "org-account",
                "planType",
                "plus");

        brought();

        assertThat(pass().isGood(world.clock.instant())).isFalse();
        assertThat(pass().isRenewable()).isTrue();
        assertThat(pass().facts()).isEqualTo(Map.of("account_id", "org-account", "plan", "plus"));
        assertThat(world.account(ID).kind()).isEqualTo("openai-oauth");
    }

    @Test
    void bringsNoSignInThatNobodyConfirmedTheTermsFor() {
        world.other.account(OFFICIAL, ID, "accessToken", "sk-plain");

        List<Line> lines = world.bring(world.with(Secret.of(OtherRelay.ENCRYPTION_KEY), false));

        assertThat(ImportWorld.line(lines, ID).fate()).isEqualTo(Fate.LEFT_OUT);
        assertThat(world.accounts.all()).isEmpty();
        assertThat(world.credentials.of(ID)).isEmpty();
    }

    @Test
    void bringsProxiesModelsAndLimitsOfAnAccount() {
        console(
                "proxy",
                        "{\"type\":\"socks5\",\"host\":\"10.0.0.9\",\"port\":1080,\"username\":\"u\",\"password\":\"p w\"}",
                "supportedModels", "{\"claude-sonnet-4-5\":\"large\",\"claude-haiku-4-5\":\"claude-haiku-4-5\"}",
                "dailyQuota", "12.5",
                "maxConcurrentTasks", "4",
                "disableAutoProtection", "true");

        brought();

        Account account = world.account(ID);
        assertThat(account.kind()).isEqualTo("anthropic");
        assertThat(account.connection().fields()).isEqualTo(Map.of("base_url", "https://api.example.com/anthropic"));
        assertThat(account.connection().secret("api_key")).contains(Secret.of("sk-console"));
        assertThat(account.connection().models()).isEqualTo(Map.of("claude-sonnet-4-5", "large"));
        assertThat(account.duty().models()).containsExactlyInAnyOrder("claude-sonnet-4-5", "claude-haiku-4-5");
        assertThat(account.duty().caps()).isEqualTo(new Caps(4, 0, 0, 12_500_000, ImportWorld.ZONE));
        assertThat(account.duty().upkeep().neverRests()).isTrue();
        assertThat(account.connection().way())
                .isEqualTo(new Way.Own(
                        new Proxy(Proxy.Kind.SOCKS5, "10.0.0.9", 1080, new Proxy.Login("u", Secret.of("p w")))));
    }

    @Test
    void refusesAnAccountWhoseProxyCannotBeReadRatherThanGoWithoutOne() {
        console("proxy", "{\"type\":\"carrier-pigeon\",\"host\":\"10.0.0.9\",\"port\":1080}");

        assertThat(brought().fate()).isEqualTo(Fate.FAILED);
        assertThat(world.accounts.all()).isEmpty();
    }

    private static String sealed(String text, String salt) {
        return OtherRelay.sealed(text, salt);
    }

    private Map<String, String> kinds() {
        return world.accounts.all().stream().collect(Collectors.toMap(Account::id, Account::kind));
    }

    @Test
    void bringsAccountsWithKeys() {
        String key = "apiKey";
        world.other
                .account(
                        "ccr_account:",
                        "ccr-account",
                        "apiUrl",
                        "https://c.example",
                        key,
                        sealed("1", "ccr-account-salt"))
                .account("openai_responses_account:", "responses", "baseApi", "https://r.example", key, "sk-2")
                .account("gemini_api_account:", "gemini-key", key, sealed("AIza-4", "gemini-api-salt"));

        List<Line> lines = world.bring();

        assertThat(lines).allMatch(line -> line.fate() == Fate.CREATED, "created");
        assertThat(kinds())
                .isEqualTo(Map.of("ccr-account", "anthropic", "responses", "openai", "gemini-key", "gemini"));
        assertThat(world.account("ccr-account").duty().groups()).isEmpty();
        assertThat(world.account("gemini-key").connection().secret("api_key")).contains(Secret.of("AIza-4"));
    }

    @Test
    void bringsAzureAndBedrockAccounts() {
        String[] address = {"azureEndpoint", "https://mine.openai.azure.com", "deploymentName", "gpt-4o"};
        String[] rest = {"apiVersion", "2024-10-21", "apiKey", sealed("sk-3", "azure-openai-account-default-salt")};
        String[] all = Stream.of(address, rest).flatMap(Arrays::stream).toArray(String[]::new);
        world.other
                .account("azure_openai:account:", "azure-account", all)
                .text("bedrock_account:bedrock-account", bedrock());

        world.bring();

        Map<String, String> azure = world.account("azure-account").connection().fields();
        assertThat(kinds()).isEqualTo(Map.of("azure-account", "azure-openai", "bedrock-account", "bedrock"));
        assertThat(azure)
                .isEqualTo(Map.of("base_url", address[1], "deployment", "gpt-4o", "api_version", "2024-10-21"));
        assertThat(world.account("bedrock-account").connection().secrets())
                .isEqualTo(Map.of("access_key_id", Secret.of("AKIA9"), "secret_access_key", Secret.of("secret/9+")));
    }

    @Test
    void bringsGeminiAndDroidAccounts() {
        String salt = "droid-account-salt";
        String keys = "[{\"id\":\"1\",\"key\":\"" + sealed("fk-6", salt) + "\"},{\"id\":\"2\",\"key\":\""
                + sealed("fk-7", salt) + "\"}]";
        String access = "accessToken";
        world.other
                .account("gemini_account:", "gemini-account", access, "ya29.5", "projectId", "my-project")
                .account("droid:account:", "droid-keys", "apiKeys", keys)
                .account("droid:account:", "droid-person", access, sealed("t-8", salt), "organizationId", "org-8");

        world.bring();

        assertThat(kinds())
                .isEqualTo(
                        Map.of("gemini-account", "gemini-oauth", "droid-keys", "droid", "droid-person", "droid-oauth"));
        assertThat(world.account("gemini-account").connection().field("project"))
                .contains("my-project");
        assertThat(world.account("droid-keys").connection().secret("api_keys")).contains(Secret.of("fk-6\nfk-7"));
        assertThat(world.credentials.of("droid-person").map(Credential::pass).map(Pass::facts))
                .contains(Map.of("organization_id", "org-8"));
    }

    /** Its sealed credentials are an object. */
    private static String bedrock() {
        String sealed = OtherRelay.sealed("{\"accessKeyId\":\"AKIA9\",\"secretAccessKey\":\"secret/9+\"}", "salt");
        String[] parts = sealed.split(":", -1);
        return "{\"id\":\"bedrock-account\",\"name\":\"Bedrock\",\"region\":\"us-east-1\",\"isActive\":true,"
                + "\"accountType\":\"shared\",\"credentialType\":\"access_key\",\"priority\":50,\"awsCredentials\":{"
                + "\"encrypted\":\"" + parts[1] + "\",\"iv\":\"" + parts[0] + "\"}}";
    }

    @Test
    void bindsKeysToTheAccountsAndGroupsThatTheyHad() {
        console("accountType", "group");
        world.other
                .group(GROUP, "Team", ID)
                .key("key-to-group", "cr_1", "claudeAccountId", "group:" + GROUP)
                .key("key-to-account", "cr_2", "claudeConsoleAccountId", ID);

        world.bring();

        assertThat(world.account(ID).duty().groups()).isEqualTo(Set.of(GROUP));
        assertThat(world.groups.find(GROUP).map(Group::name)).contains("Team");
        assertThat(world.key("key-to-group").handling().accounts()).isEqualTo(Map.of("claude", GROUP));
        assertThat(world.key("key-to-account").handling().accounts()).isEqualTo(Map.of("claude", ID));
    }

    @Test
    void keepsWhatSomebodySwitchedOffOffAndWhatStoppedByItselfOn() {
        world.other
                .account(CONSOLE, "switched-off", withKey("isActive", "false"))
                .account(CONSOLE, "not-scheduled", withKey("schedulable", "false"))
                .account(CONSOLE, "stopped-by-itself", withKey("schedulable", "false", "rateLimitAutoStopped", "true"));

        world.bring();

        assertThat(world.account("switched-off").isEnabled()).isFalse();
        assertThat(world.account("not-scheduled").isEnabled()).isFalse();
        assertThat(world.account("stopped-by-itself").isEnabled()).isTrue();
    }

    @Test
    void leavesDisguisesOutAndSaysSo() {
        console("userAgent", "claude-cli/1.0.110", "description", "mine", "interceptWarmup", "true");

        assertThat(ImportWorld.notes(brought()))
                .containsExactlyInAnyOrder(
                        "its user agent and other settings of disguise are left out: requests go on as they come",
                        "its description is left out");
    }

    @Test
    void leavesSignInsOutThatNoKindHereHas() {
        world.other.account("gemini_account:", ID, "oauthProvider", "antigravity", "accessToken", "ya29.x");

        assertThat(brought().fate()).isEqualTo(Fate.LEFT_OUT);
    }

    @Test
    void failsWithTheWrongEncryptionKeyAndStoresNothingOfThatAccount() {
        console();

        List<Line> wrong = world.bring(world.with(Secret.of("another-encryption-key-of-32-chars"), true));
        List<Line> none = world.bring(world.with(null, true));

        assertThat(ImportWorld.notes(ImportWorld.line(wrong, ID)))
                .containsExactly("the encryption key of the other relay does not open its secrets");
        assertThat(ImportWorld.notes(ImportWorld.line(none, ID)))
                .containsExactly("its secrets are sealed: give the encryption key of the other relay");
        assertThat(world.accounts.all()).isEmpty();
    }

    @Test
    void isTheSameWhenItIsDoneAgainAndKeepsANewerSignIn() {
        world.other.account(OFFICIAL, ID, "accessToken", "sk-old", "refreshToken", "rt-old", "priority", "7");
        world.bring();
        Credential renewed = world.credentials
                .of(ID)
                .orElseThrow()
                .renewed(new Pass(Secret.of("sk-new"), null, null, List.of(), Map.of()), world.clock.instant());
        assertThat(world.credentials.replace(ID, renewed)).isTrue();

        List<Line> again = world.bring();
        world.other.account(OFFICIAL, ID, "accessToken", "sk-old", "refreshToken", "rt-old", "priority", "9");
        List<Line> kept = world.bring();
        List<Line> changed = world.bring(world.replacing());

        assertThat(again).extracting(Line::fate).containsExactly(Fate.SAME);
        assertThat(kept).extracting(Line::fate).containsExactly(Fate.KEPT);
        assertThat(changed).extracting(Line::fate).containsExactly(Fate.CHANGED);
        assertThat(world.account(ID).profile().priority()).isEqualTo(9);
        assertThat(pass().access()).isEqualTo(Secret.of("sk-new"));
    }

    @Test
    void givesTheSecondOfTwoNamesakesANameOfItsOwn() {
        world.other
                .account(CONSOLE, "namesake-1", withKey("name", "Twin"))
                .account(CONSOLE, "namesake-2", withKey("name", "twin"));

        world.bring();

        assertThat(world.account("namesake-1").name()).isEqualTo("Twin");
        assertThat(world.account("namesake-2").name()).isEqualTo("twin (namesake)");
        assertThat(world.bring()).allMatch(line -> line.fate() == Fate.SAME, "same");
    }

    @Test
    void showsNoSecretInWhatItSays() {
        console("proxy", "{\"type\":\"http\",\"host\":\"bad host\",\"port\":1,\"password\":\"pw-1\"}");
        world.other.account(OFFICIAL, "second-account", "claudeAiOauth", "{\"accessToken\": sk-leak");
        world.other.account("droid:account:", "third-account", "apiKeys", "[{\"key\": fk-leak");

        List<Line> lines = world.bring();

        assertThat(lines).allMatch(line -> line.fate() == Fate.FAILED, "failed");
        assertThat(lines.toString()).doesNotContain("sk-", "fk-", "pw-1");
    }
}

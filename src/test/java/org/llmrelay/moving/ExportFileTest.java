package org.llmrelay.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.secret.Secret;

class ExportFileTest {
    private final ImportWorld world = new ImportWorld();

    @Test
    void readsADumpOfRecordsAsTheyLie() {
        List<Line> lines = world.bringFile(
                """
                {"metadata": {"version": "2.0", "exportDate": "2026-01-01T00:00:00.000Z"},
                 "data": {
                   "apiKeys": [{"id": "key-0001", "name": "One", "apiKey": "%s", "isActive": "true",
                                "concurrencyLimit": "2", "tags": "[]", "totalCostLimit": "5"}],
                   "claudeAccounts": [{"id": "account-1", "name": "Max", "isActive": "true", "accessToken": "%s"}],
                   "admins": [{"username": "admin"}],
                   "globalModelStats": {"total": {}}}}
                """.formatted(OtherRelay.hash("cr_1"), OtherRelay.sealed("sk-1", "salt")), world.order());

        assertThat(lines)
                .extracting(Line::kind, Line::name, Line::fate)
                .containsExactly(
                        tuple("account", "Max", Fate.CREATED),
                        tuple("key", "One", Fate.CREATED),
                        tuple("admins", "admin", Fate.LEFT_OUT),
                        tuple("globalModelStats", "", Fate.LEFT_OUT));
        assertThat(ImportWorld.notes(ImportWorld.line(lines, "key-0001")))
                .containsExactly("what was spent under totalCostLimit is not told: it begins at 0");
    }

    @Test
    void readsAnExportOfOpenedAccounts() {
        world.bringFile("""
                {"success": true, "data": {"exportedAt": "2026-01-01T00:00:00.000Z",
                  "claudeAccounts": [{"kind": "claude-official", "id": "account-1", "name": "Max", "isActive": true,
                    "schedulable": true, "priority": 3,
                    "proxy": {"protocol": "http", "host": "proxy.example", "port": 3128},
                    "credentials": {"access_token": "sk-1", "refresh_token": "rt-1", "expires_at": "2026-08-01T00:00:00Z",
                      "scope": "s"}}],
                  "openaiResponsesAccounts": [{"id": "account-2", "name": "Third party", "isActive": true,
                    "credentials": {"api_key": "sk-2", "base_url": "https://api.example.com/v1"}}],
                  "geminiApiKeyAccounts": [{"id": "account-3", "name": "Gemini", "credentials": {"api_key": "AIza"}}]}}
                """, world.with(null, true));

        Credential credential = world.credentials.of("account-1").orElseThrow();
        assertThat(credential.pass().refresh()).isEqualTo(Secret.of("rt-1"));
        assertThat(credential.pass().expires()).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
        assertThat(world.account("account-1").profile().priority()).isEqualTo(3);
        assertThat(world.account("account-1").route().proxy()).isNotNull();
        assertThat(world.account("account-2").connection().field("base_url")).contains("https://api.example.com/v1");
        assertThat(world.accounts.all()).extracting(Account::kind).contains("claude-oauth", "openai", "gemini");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cr_secret",
                "[]",
                "{}",
                "{\"data\":{\"admins\":[]}}",
                "{\"apiKeys\":\"cr_secret\"}",
                "{\"apiKeys\":[{\"apiKey\": cr_secret"
            })
    void refusesWhatIsNoExportWithoutQuotingIt(String file) {
        assertThatThrownBy(() -> ExportFile.read(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cr_secret");
    }
}

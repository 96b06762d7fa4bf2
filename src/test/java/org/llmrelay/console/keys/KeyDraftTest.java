package org.llmrelay.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyDraftTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", "Ada");
        key.put("description", "Laptop");
        key.put("owner", "ada@example.com");
        key.put("tags", List.of("core", "eu"));
        key.put("enabled", true);
        key.put("expires_at", null);
        key.put("lasts_hours", null);
        key.put(
                "rights",
                Map.of(
                        "services", List.of("claude"),
                        "models", Map.of("allowed", List.of("claude-*", "x"), "blocked", List.of("*opus*")),
                        "clients", List.of("codex"),
                        "user_agents", List.of("my tool/*")));
        key.put(
                "limits",
                Map.of(
                        "concurrency",
                        3L,
                        "queue",
                        Map.of("size", 2L, "wait_seconds", 30L),
                        "when_store_away",
                        "pass",
                        "rules",
                        List.of()));
        key.put("priority", "high");
        key.put("accounts", Map.of("claude", "acc_1"));
        key.put("fall_back", List.of("claude"));
        key.put("rates_ppm", Map.of("claude", 1_250_000L));
        return key;
    }

    @Test
    void changesNothingThatNobodyTouches() {
        Map<String, Object> shape = KeyDraft.of(key(), ZONE).toShape();

        assertThat(shape)
                .containsEntry("name", "Ada")
                .containsEntry("tags", List.of("core", "eu"))
                .containsEntry("rights", key().get("rights"))
                .containsEntry("limits", key().get("limits"))
                .containsEntry("priority", "high")
                .containsEntry("fall_back", List.of("claude"))
                .containsEntry("expires_at", null)
                .containsEntry("lasts_hours", null);
        assertThat((Map<?, ?>) shape.get("accounts"))
                .hasToString("{claude=acc_1, openai=null, gemini=null, droid=null}");
        assertThat((Map<?, ?>) shape.get("rates_ppm"))
                .hasToString("{claude=1250000, openai=null, gemini=null, droid=null}");
    }

    @Test
    void showsRatesInPercent() {
        KeyDraft draft = KeyDraft.of(key(), ZONE);
        assertThat(draft.getValues())
                .containsEntry("rate_claude", new BigDecimal("125"))
                .containsEntry("rate_openai", null);

        draft.getValues().put("rate_openai", new BigDecimal("0.5"));

        assertThat((Map<?, ?>) draft.toShape().get("rates_ppm"))
                .extracting("openai")
                .isEqualTo(5_000L);
    }

    @Test
    void readsTimesOnTheOperatorsClock() {
        Map<String, Object> key = key();
        key.put("expires_at", "2030-01-31T16:30:00Z");

        KeyDraft draft = KeyDraft.of(key, ZONE);

        assertThat(draft.getValues()).containsEntry("expiry", "at").containsEntry("expires_at", "2030-02-01T00:30");
        assertThat(draft.toShape())
                .containsEntry("expires_at", "2030-01-31T16:30:00Z")
                .doesNotContainKey("lasts_hours");
    }

    @Test
    void countsLifetimesInDaysWhereTheyAreWhole() {
        Map<String, Object> key = key();
        key.put("lasts_hours", 72L);

        KeyDraft draft = KeyDraft.of(key, ZONE);

        assertThat(draft.getValues()).containsEntry("lasts", 3L).containsEntry("lasts_unit", "days");
        assertThat(draft.toShape()).containsEntry("lasts_hours", 72L).doesNotContainKey("expires_at");
    }

    @Test
    void splitsTagsAndLines() {
        KeyDraft draft = KeyDraft.fresh(Map.of(), ZONE);
        draft.getValues().put("tags", " a, b，c ,");
        draft.getValues().put("blocked", "one\n\n two ");

        assertThat(draft.toShape()).containsEntry("tags", List.of("a", "b", "c"));
        assertThat((Map<?, ?>) draft.toShape().get("rights"))
                .extracting("models")
                .extracting("blocked")
                .isEqualTo(List.of("one", "two"));
    }
}

package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.usage.Entries;

class UsageResourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private int calls;

    private void book(String key, Instant at, String model, long output) {
        calls++;
        world.book(Entries.call(key, "c" + calls, at, model, output));
    }

    @Test
    void showsTodayByTheHour() {
        book("k1", NOON.minusSeconds(1), "opus-4", 10);
        book("k2", NOON, "opus-4", 5);

        JsonNode all = operator.get("/usage/series").json();

        assertThat(all.get("items")).hasSize(24);
        assertThat(all.get("grain").asText()).isEqualTo("hour");
        assertThat(all.get("zone").asText()).isEqualTo("Z");
        assertThat(all.get("id").isNull()).isTrue();
        assertThat(all.at("/total/calls").asInt()).isEqualTo(2);
        assertThat(all.at("/total/cost/rated_microdollars").asInt()).isEqualTo(45);
        assertThat(all.at("/total/average_first_byte_ms").asInt()).isEqualTo(100);
        assertThat(all.at("/items/11/total/usage/output_tokens").asInt()).isEqualTo(10);
        assertThat(all.at("/items/12/from").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(all.at("/items/12/total/calls").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "range=7d, 7, day, 2026-02-23T00:00:00Z",
        "range=month, 24, hour, 2026-03-01T00:00:00Z",
        "range=7d&grain=month, 2, month, 2026-02-01T00:00:00Z",
        "range=30d, 30, day, 2026-01-31T00:00:00Z",
        "from=2025-01-01, 15, month, 2025-01-01T00:00:00Z",
        "from=2026-02-01&to=2026-02-28, 28, day, 2026-02-01T00:00:00Z",
        "from=2026-03-01T11:00:00%2B01:00&to=2026-03-01T12:00:00Z&grain=minute, 120, minute, 2026-03-01T10:00:00Z"
    })
    void understandsRanges(String query, int parts, String grain, String from) {
        JsonNode series = operator.get("/usage/series?" + query).json();

        assertThat(series.get("items")).hasSize(parts);
        assertThat(series.get("grain").asText()).isEqualTo(grain);
        assertThat(series.get("from").asText()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/usage/series?range=year | range: must be one of today, 7d, 30d, month",
                "/usage/series?range=7d&from=2026-01-01 | range: must not be given together with from or to",
                "/usage/series?to=2026-01-01 | from: is required with to",
                "/usage/series?from=2026-02-30 | from: must be a day such as 2030-01-31 or a time such as 2030-01-31T12:00:00Z",
                "/usage/series?from=2026-01-02&to=2026-01-01 | to: must be behind from",
                "/usage/series?grain=week | grain: must be one of minute, hour, day, month",
                "/usage/series?from=2026-02-28&grain=minute | from: is too long ago: by the minute, usage is kept for 3 hours",
                "/usage/series?from=2000-01-01&grain=day | from: is too long ago: by the day, usage is kept for 800 days",
                "/usage/series?from=2026-02-01&to=2040-02-01&grain=hour | to: must give no more than 2000 parts",
                "/usage/series?key=a&model=b | model: must be the only one of its kind",
                "/usage/top?of=whole | of: must be one of account, client, dialect, key, model, owner, tag",
                "/usage/top?by=name | by: must be one of calls, cost, failed_calls, official_cost, tokens",
                "/usage/top?limit=0 | limit: must be a whole number from 1 to 200",
                "/usage/live?minutes=61 | minutes: must be a whole number from 1 to 60"
            })
    void tellsWhatIsWrong(String path, String error) {
        AdminWorld.Reply reply = operator.get(path);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactly(error);
    }

    @Test
    void showsOneSubject() {
        book("k1", NOON, "opus-4", 10);
        book("k2", NOON, "haiku", 5);

        for (String one : new String[] {"key=k2", "model=haiku"}) {
            JsonNode series = operator.get("/usage/series?" + one).json();
            assertThat(series.at("/total/usage/output_tokens").asInt()).as(one).isEqualTo(5);
            assertThat(series.get("id").asText()).as(one).isNotEmpty();
        }
        for (String both : new String[] {"account=a1", "dialect=anthropic", "client=claude-cli"}) {
            JsonNode series = operator.get("/usage/series?" + both).json();
            assertThat(series.at("/total/calls").asInt()).as(both).isEqualTo(2);
        }
    }

    @Test
    void listsTheGreatestFirstWithTheirNames() {
        String id =
                operator.post("/keys", "{\"name\":\"mine\"}").json().get("id").asText();
        book(id, NOON.minus(Duration.ofDays(3)), "opus-4", 5);
        book("gone", NOON, "opus-4", 7);
        book(id, NOON, "haiku", 4);
        book("third", NOON.minus(Duration.ofDays(40)), "haiku", 100);

        JsonNode top = operator.get("/usage/top").json();
        JsonNode second = operator.get("/usage/top?offset=1&limit=1").json();

        assertThat(top.get("items")).hasSize(2);
        assertThat(top.at("/items/0/id").asText()).isEqualTo(id);
        assertThat(top.at("/items/0/name").asText()).isEqualTo("mine");
        assertThat(top.at("/items/0/total/cost/rated_microdollars").asInt()).isEqualTo(27);
        assertThat(top.at("/items/1/name").isNull()).isTrue();
        assertThat(top.get("total").asInt()).isEqualTo(2);
        assertThat(second.get("items")).singleElement().isEqualTo(top.at("/items/1"));
        assertThat(operator.get("/usage/top?of=model&by=calls&from=2026-01-01")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("haiku");
    }

    private String key(String fields) {
        return operator.post("/keys", "{\"name\":\"one\"" + fields + "}")
                .json()
                .get("id")
                .asText();
    }

    private static String costs(JsonNode top) {
        StringBuilder costs = new StringBuilder();
        top.get("items").forEach(item -> costs.append(item.get("id").asText())
                .append('=')
                .append(item.at("/total/cost/rated_microdollars").asInt())
                .append(' '));
        return costs.toString().strip();
    }

    @Test
    void addsUpWhatKeysUsedByTheirOwnersAndTags() {
        String first = key(",\"owner\":\"ada\",\"tags\":[\"red\",\"blue\"]");
        String second = key(",\"owner\":\"ada\",\"tags\":[\"red\"]");
        String third = key("");
        book(first, NOON, "opus-4", 10);
        book(second, NOON, "opus-4", 20);
        book(third, NOON, "opus-4", 2);
        book("never-was", NOON, "opus-4", 1);

        assertThat(costs(operator.get("/usage/top?of=owner").json())).isEqualTo("ada=90 =6 *=3");
        assertThat(costs(operator.get("/usage/top?of=tag").json())).isEqualTo("red=90 blue=30 =6 *=3");
        assertThat(operator.get("/usage/top?of=tag&offset=1&limit=1")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("blue");
    }

    @Test
    void knowsWhoseDeletedKeysWere() {
        String id = key(",\"owner\":\"ada\"");
        book(id, NOON, "opus-4", 10);

        operator.delete("/keys/" + id);

        assertThat(costs(operator.get("/usage/top?of=owner").json())).isEqualTo("ada=30");
    }

    @Test
    void tellsRequestsAndTokensAMinute() {
        book("k1", NOON.minus(Duration.ofMinutes(2)), "opus-4", 10);
        book("k1", NOON.minus(Duration.ofMinutes(5)), "opus-4", 5);
        book("k1", NOON.minus(Duration.ofMinutes(6)), "opus-4", 500);
        book("k1", NOON, "opus-4", 500);

        JsonNode live = operator.get("/usage/live").json();

        assertThat(live.get("items")).hasSize(5);
        assertThat(live.get("requests_per_minute").asDouble()).isEqualTo(0.4);
        assertThat(live.get("tokens_per_minute").asDouble()).isEqualTo(3.0);
    }

    @Test
    void isForPeopleWhoSignedIn() {
        for (String path : new String[] {"/usage/series", "/usage/top", "/usage/live", "/calls", "/calls/export"}) {
            assertThat(world.anybody().get(path).status()).isEqualTo(401);
        }
    }
}

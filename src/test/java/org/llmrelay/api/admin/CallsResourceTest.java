package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.admin.Json;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.usage.Entries;
import org.llmrelay.usage.LedgerEntry;

class CallsResourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private void bookFour() {
        world.book(Entries.call("k1", "c1", NOON.minus(Duration.ofDays(6)), "opus-4", 10));
        world.book(Entries.call("k2", "c2", NOON.minus(Duration.ofHours(20)), "haiku", 20));
        world.book(Entries.call("k1", "c3", NOON.minusMillis(2), "haiku", 30, Ending.FAILED, null));
        world.book(Entries.call("k3", "c4", NOON.minusMillis(1), "opus-4", 40));
        world.book(Entries.call("k3", "c5", NOON.minus(Duration.ofDays(8)), "opus-4", 50));
    }

    private List<String> found(String query) {
        List<String> found = new ArrayList<>();
        JsonNode page = operator.get("/calls?" + query).json();
        while (true) {
            page.get("items").forEach(item -> found.add(item.get("id").asText()));
            if (page.get("next").isNull()) {
                return found;
            }
            page = operator.get(
                            "/calls?" + query + "&cursor=" + page.get("next").asText())
                    .json();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=50 | c4 c3 c2 c1",
                "limit=1 | c4 c3 c2 c1",
                "from=2026-02-01 | c4 c3 c2 c1 c5",
                "range=today | c4 c3",
                "from=2026-02-28T16:00:00Z&to=2026-03-01T11:59:59.999Z | c3 c2",
                "key=k1 | c3 c1",
                "key=k1&limit=1 | c3 c1",
                "account=a1 | c4 c2 c1",
                "model=haiku | c3 c2",
                "model=haiku&key=k2 | c2",
                "model=none | ''",
                "client=Claude-CLI | c4 c3 c2 c1",
                "client=codex | ''",
                "ending=failed | c3",
                "status=200 | c4 c2 c1",
                "status=5xx | c3",
                "min_cost=60 | c4 c3 c2",
                "min_cost=61&limit=1 | c4 c3"
            })
    void findsCallsThatFitNewestFirst(String query, String calls) {
        bookFour();

        assertThat(String.join(" ", found(query))).isEqualTo(calls);
    }

    @Test
    void endsAPageAfterManyCallsAndGoesOn() {
        for (int i = 0; i < 2_100; i++) {
            world.book(Entries.call("k1", "c" + i, NOON.minusSeconds(i), i == 2_050 ? "rare" : "usual", 1));
        }
        // The hours know of no call of the rare model but in one.
        assertThat(found("model=rare")).containsExactly("c2050");

        JsonNode first = operator.get("/calls?min_cost=4").json();

        assertThat(first.get("items")).isEmpty();
        assertThat(first.get("next").isNull()).isFalse();
        assertThat(found("min_cost=4")).isEmpty();
        assertThat(found("model=usual&limit=200")).hasSize(2_099);
    }

    @Test
    void showsOneCall() {
        bookFour();
        JsonNode listed = operator.get("/calls?model=haiku&key=k2").json().at("/items/0");

        JsonNode call =
                operator.get("/calls/k2/" + listed.get("entry").asText()).json();

        assertThat(call).isEqualTo(listed);
        assertThat(call.get("key").asText()).isEqualTo("k2");
        assertThat(call.at("/charge/official_microdollars").asInt()).isEqualTo(60);
        assertThat(call.get("corrected_charge").isNull()).isTrue();
        assertThat(operator.get("/calls/k2/1-999999").status()).isEqualTo(404);
        assertThat(operator.get("/calls/k2/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ending=odd | ending: must be one of completed, rejected, caller-gone, broke-off, failed, node-lost",
                "status=999 | status: must be a status such as 429, a class such as 5xx, or 0 for none",
                "min_cost=1.5 | min_cost: must be a whole number of micro-dollars",
                "cursor=!! | cursor: must be as an earlier answer gave it",
                "cursor=MXxr | cursor: must be as an earlier answer gave it",
                "limit=201 | limit: must be a whole number from 1 to 200",
                "range=1y | range: must be one of today, 7d, 30d, month"
            })
    void tellsWhatIsWrong(String query, String error) {
        AdminWorld.Reply reply = operator.get("/calls?" + query);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactly(error);
    }

    @Test
    void exportsCommaSeparatedValues() {
        bookFour();

        AdminWorld.Reply reply = operator.get("/calls/export?key=k1");

        String[] lines = reply.text().split("\r\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("at,key,entry,id,account,dialect,model,");
        assertThat(lines[1])
                .startsWith("2026-03-01T11:59:59.998Z,k1,")
                .contains(",c3,,anthropic,haiku,,true,\"claude-cli/2.1 (external, cli)\",failed,503,0,30,")
                .endsWith(",priced,v1,90,90,100,900,0,");
        assertThat(lines[3]).isEmpty();
        assertThat(reply.header("Content-Disposition")).contains("calls.csv");
    }

    @Test
    void exportsNothingThatASpreadsheetWouldRun() {
        world.book(Entries.call("k1", "c1", NOON, "=cmd|' /C calc'!A0", 1));
        world.book(Entries.call("k1", "c2", NOON, "@SUM(1,\"2\")\n", 1));

        String text = operator.get("/calls/export?from=2026-03-01").text();

        assertThat(text).contains(",'=cmd|' /C calc'!A0,").contains(",\"'@SUM(1,\"\"2\"\")\n\",");
    }

    @Test
    void saysWhichPartsAreEstimated() throws Exception {
        world.book(Entries.estimated(Entries.call("k1", "c1", NOON, "opus-4", 1), new Estimated(5, 1)));
        world.book(Entries.call("k1", "c2", NOON.minusSeconds(1), "opus-4", 1));

        JsonNode call = Json.MAPPER.readTree(
                operator.get("/calls/export?format=jsonl").text().split("\n", -1)[0]);
        String[] rows = operator.get("/calls/export").text().split("\r\n", -1);

        assertThat(call.get("estimated").toString()).isEqualTo("[\"input_tokens\",\"output_tokens\"]");
        assertThat(rows[0]).endsWith(",estimated");
        assertThat(rows[1]).endsWith(",input_tokens output_tokens");
        assertThat(rows[2]).endsWith(",");
    }

    @Test
    void exportsJsonLines() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            world.book(Entries.call("k" + i % 3, "c" + i, NOON.minusSeconds(i), "opus-4", 1));
        }

        String[] lines = operator.get("/calls/export?format=jsonl").text().split("\n", -1);

        assertThat(lines).hasSize(1_201);
        assertThat(Json.MAPPER.readTree(lines[0]))
                .isEqualTo(operator.get("/calls?limit=1").json().at("/items/0"));
        assertThat(Json.MAPPER.readTree(lines[1_199]).get("id").asText()).isEqualTo("c1199");
        assertThat(operator.get("/calls/export?format=xls").errors())
                .containsExactly("format: must be one of csv, jsonl");
    }

    @Test
    void showsWhatACallIsChargedSinceItWasCorrected() {
        LedgerEntry entry = Entries.call("k1", "c1", NOON, "opus-4", 10);
        world.book(entry);
        world.ledger
                .archive()
                .corrected(world.ledger.archive().behind(Map.of("k1", ""), 9).getOrDefault("k1", List.of()))
                .forEach(call -> assertThat(world.ledger.archive().correct(call, Entries.charge(99)))
                        .isTrue());

        JsonNode call = operator.get("/calls?min_cost=99").json().at("/items/0");

        assertThat(call.at("/charge/rated_microdollars").asInt()).isEqualTo(30);
        assertThat(call.at("/corrected_charge/rated_microdollars").asInt()).isEqualTo(99);
        assertThat(operator.get("/calls/export").text()).contains(",priced,v2,99,99,");
        assertThat(found("key=k1")).containsExactly("c1");
    }
}

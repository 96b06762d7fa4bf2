package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.signin.Role;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Entries;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;

class LedgerResourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PRICE = "{\"input\":0,\"output\":5}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void repricesOnlyWhenItIsTold() {
        world.book(Entries.call("k1", "c1", NOON, "mine", 10));
        operator.send("PUT", "/prices/overrides/mine", PRICE);
        String wish = "{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\",\"model\":\"mine\"";

        JsonNode dry = operator.post("/ledger/reprice", wish + "}").json();
        JsonNode applied =
                operator.post("/ledger/reprice", wish + ",\"apply\":true}").json();

        assertThat(dry.get("applied").asBoolean()).isFalse();
        assertThat(dry.get("changed_calls").asInt()).isEqualTo(1);
        assertThat(dry.at("/difference/rated_microdollars").asInt()).isEqualTo(20);
        assertThat(dry.get("next").isNull()).isTrue();
        assertThat(applied.at("/difference")).isEqualTo(dry.at("/difference"));
        assertThat(operator.get("/calls")
                        .json()
                        .at("/items/0/corrected_charge/rated_microdollars")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void repricesAPartWithEachRequest() {
        for (int i = 0; i < 1_001; i++) {
            world.book(Entries.call("k1", "c" + i, NOON.minusSeconds(i), "mine", 10));
        }

        JsonNode first =
                operator.post("/ledger/reprice", "{\"from\":\"2026-03-01\"}").json();
        JsonNode second = operator.post(
                        "/ledger/reprice",
                        "{\"from\":\"2026-03-01\",\"cursor\":\""
                                + first.get("next").asText() + "\"}")
                .json();

        assertThat(first.get("calls").asInt()).isEqualTo(1_000);
        assertThat(second.get("calls").asInt()).isEqualTo(1);
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void findsAndMendsWrongCounters() {
        world.book(Entries.call("k1", "c1", NOON.minus(Duration.ofDays(1)), "mine", 10));
        world.counters.mend(
                world.calendar.day(world.calendar.today().minusDays(1)),
                List.of(new Counters.Repair(
                        Subject.key("k1"), Tally.of(Entries.call("k1", "c1", NOON, "mine", 10)), Tally.NONE)));
        String range = "{\"from\":\"2026-02-28\",\"to\":\"2026-03-01\"";

        JsonNode found = operator.post("/ledger/recompute", range + "}").json();
        JsonNode mended = operator.post("/ledger/recompute", "{\"from\":\"2026-02-28\",\"mend\":true}")
                .json();

        assertThat(found.get("calls").asInt()).isEqualTo(1);
        assertThat(found.get("wrong_charges")).isEmpty();
        // The day, and the month that ends with it: it is what its days are.
        assertThat(found.get("wrong_counters").asInt()).isEqualTo(2);
        assertThat(found.at("/differences/0/of").asText()).isEqualTo("key");
        assertThat(found.get("next").asText()).isEqualTo("2026-03-01");
        assertThat(mended.get("mended_counters").asInt()).isEqualTo(1);
        assertThat(operator.post("/ledger/recompute", "{\"from\":\"2026-02-28\"}")
                        .json()
                        .get("wrong_counters")
                        .asInt())
                .isZero();
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(operator.post("/ledger/recompute", "{\"from\":\"yesterday\",\"days\":1}")
                        .errors())
                .containsExactlyInAnyOrder("from: must be a day such as 2030-01-31", "days: is not known here");
        assertThat(operator.post("/ledger/recompute", "{\"from\":\"2026-03-01\",\"mend\":true}")
                        .errors())
                .containsExactly("mend: is only for days that are over and that the ledger still has");
        assertThat(operator.post("/ledger/recompute", "{\"from\":\"2026-03-01\",\"to\":\"2026-02-01\"}")
                        .errors())
                .containsExactly("to: must not be before from");
        assertThat(operator.post("/ledger/reprice", "{}").errors()).containsExactly("from: is required");
        assertThat(operator.post("/ledger/reprice", "{\"from\":\"2026-03-01\",\"cursor\":\"x\"}")
                        .errors())
                .containsExactly("cursor: must be as an earlier answer gave it");
    }

    @Test
    void oneAtATimeChangesLedgers() {
        world.claims.take("ledger-change", Duration.ofMinutes(1));

        assertThat(operator.post("/ledger/reprice", "{\"from\":\"2026-03-01\",\"apply\":true}")
                        .status())
                .isEqualTo(409);
        assertThat(operator.post("/ledger/recompute", "{}").status()).isEqualTo(409);
    }

    @Test
    void lookersOnMayNotChangeLedgers() {
        assertThat(world.signedIn(Role.VIEWER).post("/ledger/reprice", "{}").status())
                .isEqualTo(403);
    }
}

package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.MessageScript;

/** What was used, as operators see it: counted once, found again, exported. */
@ExtendWith(ArquillianExtension.class)
class UsageIT {
    /** A day more than a test can take, whenever it runs. */
    private static final String LATELY = "range=7d";

    private static final long NODE_IS_LOST_WITHIN = Duration.ofSeconds(60).toNanos();

    private static final String FREE_BUT_OUTPUT =
            "{\"input\":0,\"output\":2,\"cache_read\":0,\"cache_write_5m\":0,\"web_search\":0}";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private JsonNode ask(String path) {
        return world.admin().send(Ask.get(path)).isFine().json();
    }

    private JsonNode total(Key key) {
        return ask("/usage/series?" + LATELY + "&key=" + key.id()).path("total");
    }

    private JsonNode counted(Key key, long calls) {
        return Patience.until(
                calls + " calls are counted",
                () -> total(key),
                total -> total.path("calls").asLong() >= calls);
    }

    @Test
    void countsCallsOnceForKeyAccountAndModel() {
        Account account = world.account();
        world.upstream().always(Behaviours.message(MessageScript.full()));
        Key key = world.key();
        for (int i = 0; i < 3; i++) {
            RelayClient.send(Ask.stream().key(key)).isFine();
        }

        JsonNode total = counted(key, 3);

        Usages.requireTimes(
                total.path("usage"),
                MessageScript.full().tokens(),
                MessageScript.full().tokens().output(),
                3);
        JsonNode overall = world.admin().usage(key).path("overall");
        assertThat(total.path("cost")).isEqualTo(overall.path("cost"));
        assertThat(total.path("cost").path("rated_microdollars").asLong()).isPositive();
        assertThat(total.path("failed_calls").asLong()).isZero();
        JsonNode ofAccount = ask("/usage/series?" + LATELY + "&account=" + account.id());
        assertThat(ofAccount.path("total")).isEqualTo(total);
        assertThat(ask("/usage/top?of=account&limit=200").path("items"))
                .filteredOn(item -> item.path("id").asText().equals(account.id()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path("name").asText()).isEqualTo(account.name());
                    assertThat(item.path("total")).isEqualTo(total);
                });
    }

    @Test
    void findsShowsAndExportsCalls() {
        world.account();
        Key key = world.key();
        List<String> booked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RelayClient.send(Ask.message().key(key)).isFine();
        }
        world.booked(key, 5).forEach(call -> booked.add(call.path("id").asText()));
        counted(key, 5);

        JsonNode page = ask("/calls?limit=2&key=" + key.id());
        assertThat(page.path("items"))
                .extracting(call -> call.path("id").asText())
                .isEqualTo(booked.subList(0, 2));
        JsonNode next = ask("/calls?limit=200&key=" + key.id() + "&cursor="
                + page.path("next").asText());
        assertThat(next.path("items"))
                .extracting(call -> call.path("id").asText())
                .isEqualTo(booked.subList(2, 5));
        JsonNode first = page.path("items").path(0);
        assertThat(ask("/calls/" + key.id() + "/" + first.path("entry").asText()))
                .isEqualTo(first);
        JsonNode all = ask("/calls?limit=200&status=200&min_cost=1&client=" + clientOf(first));
        assertThat(all.path("items").path(0).path("key").asText()).isEqualTo(key.id());

        Reply csv = world.admin().send(Ask.get("/calls/export?key=" + key.id())).isFine();
        assertThat(csv.header("content-type")).startsWith("text/csv");
        assertThat(csv.text().split("\r\n", -1)).hasSize(7);
        assertThat(csv.text()).contains(booked);
        Reply lines = world.admin()
                .send(Ask.get("/calls/export?format=jsonl&key=" + key.id()))
                .isFine();
        assertThat(Json.read(lines.text().split("\n", -1)[0])).isEqualTo(first);
    }

    private static String clientOf(JsonNode call) {
        return call.path("client").asText().split("/", -1)[0];
    }

    @Test
    void chargesCallsAnewAndAgreesWithTheLedger() {
        world.account();
        String model = "priced-later";
        world.upstream().always(Behaviours.message(MessageScript.full().withModel(model)));
        Key key = world.key();
        // A model that no other test calls: those calls might be charged anew too.
        RelayClient.send(Ask.message().saying(Prompt.of(model, "")).key(key)).isFine();
        String called = world.booked(key).path("model").asText();
        counted(key, 1);
        world.admin()
                .send(Ask.post("/prices/overrides/" + model, FREE_BUT_OUTPUT).by("PUT"))
                .isFine();
        long cost = 2 * MessageScript.full().tokens().output();

        JsonNode repriced = reprice(called);
        JsonNode again = reprice(called);

        assertThat(repriced.path("difference").path("rated_microdollars").asLong())
                .isGreaterThanOrEqualTo(cost);
        assertThat(again.path("changed_calls").asLong()).isZero();
        Patience.until(
                "the correction is counted",
                () -> total(key).path("cost").path("rated_microdollars").asLong() == cost);
        JsonNode spent = world.admin().usage(key).path("overall").path("cost");
        assertThat(spent.path("rated_microdollars").asLong()).isEqualTo(cost);
        assertThat(spent.path("unknown_price_calls").asLong()).isZero();
        JsonNode day =
                world.admin().send(Ask.post("/ledger/recompute", "{}")).isFine().json();
        assertThat(day.path("wrong_charges")).isEmpty();
        assertThat(day.path("calls").asLong()).isPositive();
        world.admin().send(Ask.get("/prices/overrides/" + model).by("DELETE"));
    }

    private JsonNode reprice(String model) {
        String from = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        String wish = "{\"from\":\"" + from + "\",\"model\":\"" + model + "\",\"apply\":true}";
        return world.admin().send(Ask.post("/ledger/reprice", wish)).isFine().json();
    }

    @Test
    void tellsWhatHappensJustNow() {
        JsonNode live = ask("/usage/live?minutes=3");

        assertThat(live.path("items")).hasSize(3);
        assertThat(live.path("requests_per_minute").isNumber()).isTrue();
    }

    @Test
    void countsWhatTwoNodesBookThoughOneIsKilled() throws Exception {
        world.account();
        Key key = world.key();
        HttpClient client = HttpClient.newHttpClient();
        long killed;
        try (SecondNode node = SecondNode.start()) {
            HttpRequest request = HttpRequest.newBuilder(node.uri("/v1/messages"))
                    .header("content-type", "application/json")
                    .header("anthropic-version", "2023-06-01")
                    .header("x-api-key", key.text())
                    .POST(HttpRequest.BodyPublishers.ofString(Prompt.plain()))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> there = IntStream.range(0, 40)
                    .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> one : there) {
                assertThat(one.join().statusCode()).isEqualTo(200);
            }
            RelayClient.begin(Ask.message().key(key), 10)
                    .forEach(one -> one.join().isFine());
            world.booked(key, 50);
            node.kill();
            killed = System.nanoTime();
        }

        JsonNode total = total(key);
        while (total.path("calls").asLong() < 50 && System.nanoTime() - killed < NODE_IS_LOST_WITHIN) {
            Thread.sleep(500);
            total = total(key);
        }
        assertThat(total.path("calls").asLong()).isEqualTo(50);
        Thread.sleep(3_000);
        assertThat(total(key)).isEqualTo(total);
    }
}

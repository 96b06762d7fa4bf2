package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.llmrelay.signin.Role;

class PricesResourceTest {
    private static final String PRICE = "{\"input\":1.1,\"output\":22,\"cache_read\":0.01,\"web_search\":12.5,"
            + "\"long\":{\"above\":200000,\"input\":2.2,\"output\":33},\"factors\":{\"us\":1.1}}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void listsPricesWithTheirSourceAndVersion() {
        JsonNode all = operator.get("/prices?offset=1&limit=2").json();

        assertThat(all.get("items")).hasSize(2);
        assertThat(all.at("/items/0/source").asText()).isEqualTo("shipped");
        assertThat(all.at("/items/0/price/input").isNumber()).isTrue();
        assertThat(all.get("total").asInt()).isGreaterThan(60);
        assertThat(all.get("version").asText()).isEqualTo(world.prices.table().version());
        assertThat(all.get("loads_prices").asBoolean()).isFalse();
        assertThat(all.get("loaded_at").isNull()).isTrue();
    }

    @Test
    void takesTheOperatorsWordForAPriceAndForgetsIt() {
        JsonNode put = operator.send("PUT", "/prices/overrides/my-model", PRICE).json();

        assertThat(put.get("source").asText()).isEqualTo("override");
        assertThat(put.at("/price/input").decimalValue()).isEqualByComparingTo("1.1");
        assertThat(put.at("/price/cache_write_1h").decimalValue()).isEqualByComparingTo("1.1");
        assertThat(world.prices
                        .table()
                        .find("my-model")
                        .orElseThrow()
                        .standard()
                        .usual()
                        .input())
                .isEqualTo(1_100_000);
        assertThat(operator.delete("/prices/overrides/my-model").status()).isEqualTo(204);
        assertThat(world.prices.table().find("my-model")).isEmpty();
        assertThat(operator.delete("/prices/overrides/my-model").status()).isEqualTo(404);
    }

    @Test
    void tellsAllThatIsWrongWithAPrice() {
        AdminWorld.Reply reply =
                operator.send("PUT", "/prices/overrides/m", "{\"input\":-1,\"outputs\":2,\"factors\":{\"us\":\"x\"}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactlyInAnyOrder(
                        "input: must be a number from 0 to 1000000000",
                        "output: is required",
                        "outputs: is not known here",
                        "factors.us: must be a number from 0 to 1000");
        assertThat(world.overrides.all()).isEmpty();
    }

    @Test
    void listsModelsWithoutAPriceUntilTheyHaveOne() {
        world.unpriced.note("my-model", world.clock.instant());
        world.unpriced.note("other", world.clock.instant());
        assertThat(operator.get("/prices/unknown").json().get("total").asInt()).isEqualTo(2);

        operator.send("PUT", "/prices/overrides/my-model", PRICE);

        JsonNode unknown = operator.get("/prices/unknown").json();
        assertThat(unknown.get("total").asInt()).isEqualTo(1);
        assertThat(unknown.at("/items/0/model").asText()).isEqualTo("other");
    }

    @Test
    void lookersOnMayNotChangePrices() {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get("/prices").status()).isEqualTo(200);
        assertThat(viewer.send("PUT", "/prices/overrides/m", PRICE).status()).isEqualTo(403);
        assertThat(world.anybody().get("/prices").status()).isEqualTo(401);
    }
}

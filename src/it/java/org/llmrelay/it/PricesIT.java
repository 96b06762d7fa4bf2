package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.Tokens;

/** Prices, and an operator's own word on them. */
@ExtendWith(ArquillianExtension.class)
class PricesIT {
    private static final String MODEL = "operators-own-model";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static Ask override(String json) {
        return Ask.post("/prices/overrides/" + MODEL, json).by("PUT");
    }

    @Test
    void showsTheShippedPrices() {
        JsonNode prices =
                world.admin().send(Ask.get("/prices?limit=200")).isFine().json();

        assertThat(prices.path("version").asText()).hasSize(16);
        assertThat(prices.path("items"))
                .extracting(item -> item.path("model").asText())
                .contains(Ask.MODEL);
    }

    @Test
    void chargesWhatTheOperatorSaysFromTheNextCallOn() {
        world.account();
        MessageScript script = MessageScript.full().withModel(MODEL);
        Tokens used = script.tokens();
        world.upstream().always(Behaviours.message(script));
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();
        assertThat(world.booked(key).path("charge").path("state").asText()).isEqualTo("unpriced");
        assertThat(world.admin()
                        .send(Ask.get("/prices/unknown?limit=200"))
                        .isFine()
                        .text())
                .contains(MODEL);

        world.admin()
                .send(override("{\"input\":0,\"output\":2,\"cache_read\":0,\"cache_write_5m\":0,\"web_search\":0}"))
                .isFine();
        RelayClient.send(Ask.stream().key(key)).isFine();

        JsonNode charge = world.booked(key, 2).path(0).path("charge");
        assertThat(charge.path("state").asText()).isEqualTo("priced");
        assertThat(charge.path("official_microdollars").asLong()).isEqualTo(2 * used.output());
        assertThat(world.admin()
                        .send(Ask.get("/prices/unknown?limit=200"))
                        .isFine()
                        .text())
                .doesNotContain(MODEL);
        assertThat(world.admin()
                        .send(Ask.get("/prices/overrides/" + MODEL).by("DELETE"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void tellsWhatIsWrongWithAPrice() {
        Reply reply = world.admin().send(override("{\"input\":\"3\"}"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors"))
                .extracting(error -> error.path("field").asText())
                .containsExactlyInAnyOrder("input", "output");
    }
}

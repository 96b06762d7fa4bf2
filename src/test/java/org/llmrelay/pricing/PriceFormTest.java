package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

class PriceFormTest {

    private static PriceForm.Answer read(String json) throws JsonProcessingException {
        return PriceForm.read("m", Json.MAPPER.readTree(json), PriceSource.OVERRIDE);
    }

    @Test
    void takesWhatIsLeftOutForAsDearAsTheInput() throws Exception {
        Price price = read("{\"input\": 1.25, \"output\": 10}").price();

        assertThat(price)
                .isEqualTo(Price.of(
                        "m",
                        "",
                        new Rates(1_250_000, 10_000_000, 1_250_000, 1_250_000, 1_250_000, Rates.USUAL_SEARCH),
                        PriceSource.OVERRIDE));
    }

    @Test
    void readsWhatItWrites() throws Exception {
        String json =
                "{\"vendor\":\"v\",\"max_input_tokens\":7,\"max_output_tokens\":8,\"input\":1.25,\"output\":10,\"cache_read\":0.000001,\"cache_write_5m\":2,"
                        + "\"cache_write_1h\":3,\"long\":{\"above\":200000,\"input\":2.5,\"output\":15},\"web_search\":14,"
                        + "\"tiers\":{\"flex\":{\"input\":0.6,\"output\":5,\"long\":{\"above\":1000,\"input\":1,\"output\":2}}},"
                        + "\"factors\":{\"fast\":6,\"us\":1.1}}";
        Price price = Objects.requireNonNull(read(json).price());

        Price again =
                Objects.requireNonNull(read(PriceForm.write(price).toString()).price());

        assertThat(again).isEqualTo(price);
        assertThat(again.bounds()).isEqualTo(new Bounds(7, 8));
        assertThat(again.factors()).containsEntry("us", 1_100_000L);
        assertThat(again.standard().usual().webSearch()).isEqualTo(14_000_000_000L);
        assertThat(again.standard().usual().cacheRead()).isEqualTo(1);
        assertThat(again.rates(new Usage(1_001, 0, 0, 0, 0, 0, 0), new Delivery("flex", "", ""))
                        .input())
                .isEqualTo(1_000_000);
    }

    @Test
    void reportsAllThatIsWrong() throws Exception {
        PriceForm.Answer answer = read(
                "{\"max_input_tokens\":0,\"max_output_tokens\":\"9\",\"input\":-1,\"cache_read\":\"3\",\"outputs\":1,\"web_search\":1e99,"
                        + "\"long\":{\"above\":0,\"input\":1,\"output\":1},\"tiers\":{\"flex\":5},\"factors\":{\"us\":1001}}");

        assertThat(answer.price()).isNull();
        assertThat(answer.mistakes())
                .extracting(PriceForm.Mistake::field)
                .contains(
                        "max_input_tokens",
                        "max_output_tokens",
                        "input",
                        "output",
                        "cache_read",
                        "outputs",
                        "web_search",
                        "long.above",
                        "tiers.flex",
                        "factors.us");
    }

    @Test
    void isNotKeptBusyByHugeExponents() throws Exception {
        PriceForm.Answer answer = read("{\"input\": 1e999999999, \"output\": 1e-999999999}");

        assertThat(answer.mistakes()).extracting(PriceForm.Mistake::field).containsExactly("input", "output");
    }

    @Test
    void refusesWhatIsNoObject() throws Exception {
        assertThat(read("[1]").price()).isNull();
    }
}

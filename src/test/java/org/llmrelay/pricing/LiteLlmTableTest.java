package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

class LiteLlmTableTest {
    private static final Delivery PRIORITY = new Delivery("priority", "", "");

    private static LiteLlmTable read(String json) throws IOException {
        return LiteLlmTable.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Price only(String entry) throws IOException {
        LiteLlmTable table = read("{\"m\":" + entry + "}");
        assertThat(table.complaints()).isEmpty();
        assertThat(table.prices()).hasSize(1);
        return table.prices().get(0);
    }

    @Test
    void readsAnEntry() throws Exception {
        Price price = only("{\"litellm_provider\":\"anthropic\",\"mode\":\"chat\",\"input_cost_per_token\":3e-06,"
                + "\"output_cost_per_token\":1.5e-05,\"cache_read_input_token_cost\":3e-07,"
                + "\"cache_creation_input_token_cost\":3.75e-06,\"cache_creation_input_token_cost_above_1hr\":6e-06,"
                + "\"search_context_cost_per_query\":{\"search_context_size_medium\":0.02},"
                + "\"provider_specific_entry\":{\"us\":1.1,\"fast\":6.0,\"other\":\"x\"},\"supports_vision\":true}");

        assertThat(price.model()).isEqualTo("m");
        assertThat(price.vendor()).isEqualTo("anthropic");
        assertThat(price.source()).isEqualTo(PriceSource.LOADED);
        assertThat(price.standard())
                .isEqualTo(Tariff.of(new Rates(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 20_000_000_000L)));
        assertThat(price.factors()).containsOnly(Map.entry("us", 1_100_000L), Map.entry("fast", 6_000_000L));
    }

    @Test
    void readsHowMuchACallCanUse() throws Exception {
        String prices = "\"input_cost_per_token\":4e-06,\"output_cost_per_token\":2e-05";
        String bounds = ",\"max_input_tokens\":200000,\"max_output_tokens\":64000}";

        assertThat(only("{" + prices + bounds).bounds()).isEqualTo(new Bounds(200_000, 64_000));
        assertThat(only("{" + prices + "}").bounds()).isEqualTo(Bounds.UNKNOWN);
        assertThat(only("{" + prices + ",\"max_input_tokens\":\"many\",\"max_output_tokens\":-1}")
                        .bounds())
                .isEqualTo(Bounds.UNKNOWN);
        // Who prices longer prompts than there can be knows of longer ones.
        assertThat(only("{" + prices + ",\"input_cost_per_token_above_200k_tokens\":8e-06" + bounds)
                        .bounds())
                .isEqualTo(new Bounds(0, 64_000));
    }

    @Test
    void fillsInWhatIsMissingForClaudeByItsRulesAndForOthersByTheInput() throws Exception {
        String prices = "\"input_cost_per_token\":4e-06,\"output_cost_per_token\":2e-05}";

        assertThat(only("{\"litellm_provider\":\"anthropic\"," + prices)
                        .standard()
                        .usual())
                .isEqualTo(new Rates(4_000_000, 20_000_000, 400_000, 5_000_000, 8_000_000, Rates.USUAL_SEARCH));
        assertThat(only("{\"litellm_provider\":\"openai\"," + prices).standard().usual())
                .isEqualTo(new Rates(4_000_000, 20_000_000, 4_000_000, 4_000_000, 4_000_000, Rates.USUAL_SEARCH));
    }

    @Test
    void readsLongPromptsAndTiersAndWhatIsMissingThereInProportion() throws Exception {
        Price price =
                only("{\"litellm_provider\":\"openai\",\"input_cost_per_token\":2e-06,\"output_cost_per_token\":1e-05,"
                        + "\"cache_read_input_token_cost\":2e-07,"
                        + "\"input_cost_per_token_above_272k_tokens\":4e-06,\"output_cost_per_token_above_272k_tokens\":1.5e-05,"
                        + "\"input_cost_per_token_priority\":3e-06,\"output_cost_per_token_priority\":2e-05,"
                        + "\"input_cost_per_token_above_272k_tokens_priority\":6e-06,"
                        + "\"input_cost_per_token_batches\":1e-06,\"output_cost_per_token_batches\":5e-06}");

        assertThat(price.standard().rates(272_000).input()).isEqualTo(2_000_000);
        assertThat(price.standard().rates(272_001))
                .isEqualTo(new Rates(4_000_000, 15_000_000, 400_000, 4_000_000, 4_000_000, Rates.USUAL_SEARCH));
        assertThat(price.tiers()).containsOnlyKeys("batch", "priority");
        assertThat(price.rates(Usage.NONE, PRIORITY))
                .isEqualTo(new Rates(3_000_000, 20_000_000, 300_000, 3_000_000, 3_000_000, Rates.USUAL_SEARCH));
        assertThat(price.rates(new Usage(300_000, 0, 0, 0, 0, 0, 0), PRIORITY))
                .isEqualTo(new Rates(6_000_000, 40_000_000, 600_000, 6_000_000, 6_000_000, Rates.USUAL_SEARCH));
    }

    @Test
    void leavesOutAndReportsOddEntriesAndKeepsTheOthers() throws Exception {
        LiteLlmTable table = read(
                "{\"sample_spec\":{\"input_cost_per_token\":\"a number\",\"output_cost_per_token\":0},"
                        + "\"negative\":{\"input_cost_per_token\":-1e-06,\"output_cost_per_token\":1e-06},"
                        + "\"text\":{\"input_cost_per_token\":\"3e-06\",\"output_cost_per_token\":1e-06},"
                        + "\"free\":{\"input_cost_per_token\":0,\"output_cost_per_token\":0.0},"
                        + "\"huge\":{\"input_cost_per_token\":1e999999999,\"output_cost_per_token\":1e-06},"
                        + "\"dear\":{\"input_cost_per_token\":1001,\"output_cost_per_token\":1e-06},"
                        + "\"odd cache\":{\"input_cost_per_token\":1e-06,\"output_cost_per_token\":1e-06,\"cache_read_input_token_cost\":[]},"
                        + "\"list\":[],"
                        + "\"image\":{\"output_cost_per_image\":0.04},"
                        + "\"null\":{\"input_cost_per_token\":null,\"output_cost_per_token\":null},"
                        + "\"good\":{\"input_cost_per_token\":1e-06,\"output_cost_per_token\":1e-06,\"cache_read_input_token_cost\":null}}");

        assertThat(table.prices()).extracting(Price::model).containsExactly("good");
        assertThat(table.complaints())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("negative", "text", "free", "huge", "dear", "odd cache", "list");
    }

    @Test
    void roundsToWholePicoDollars() throws Exception {
        Price price = only("{\"input_cost_per_token\":1.3333335e-07,\"output_cost_per_token\":1e-13}");

        assertThat(price.standard().usual().input()).isEqualTo(133_333);
        assertThat(price.standard().usual().output()).isZero();
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("{\"a\":1} {")).isInstanceOf(IOException.class);
    }
}

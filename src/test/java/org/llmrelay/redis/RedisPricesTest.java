package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.PriceOverridesContract;
import org.llmrelay.pricing.PriceSource;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.UnpricedModel;
import redis.clients.jedis.Jedis;

class RedisPricesTest extends PriceOverridesContract {
    private static final Price PRICE = Price.of("m", "", new Rates(1, 2, 3, 4, 5, 6_000_000), PriceSource.OVERRIDE);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected PriceOverrides overrides() {
        return store.priceOverrides();
    }

    @Test
    void anotherNodeHearsOfAPrice() {
        RedisStore other = nodes.node();

        store.priceOverrides().save(PRICE);
        Await.until(() -> other.priceOverrides().all().contains(PRICE));
        store.priceOverrides().delete("m");

        Await.until(() -> other.priceOverrides().all().isEmpty());
    }

    @Test
    void aNodeThatStartsKnowsThePricesOfOthers() {
        store.priceOverrides().save(PRICE);

        RedisStore later = nodes.node();

        Await.until(() -> later.priceOverrides().all().contains(PRICE));
    }

    @Test
    void leavesOutAPriceThatIsDamaged() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.PRICE_OVERRIDES, "no json", "{");
            jedis.hset(RedisKeys.PRICE_OVERRIDES, "no price", "{\"input\":-1}");
        }

        store.priceOverrides().save(PRICE);

        assertThat(store.priceOverrides().all()).containsExactly(PRICE);
    }

    @Test
    void remembersModelsWithoutAPriceForAMonth() {
        Instant now = nodes.clock().instant();
        store.unpricedModels().note("old", now);
        store.unpricedModels().note("m", now);
        nodes.clock().advance(Duration.ofDays(29));
        store.unpricedModels().note("m", nodes.clock().instant());
        assertThat(store.unpricedModels().all())
                .containsExactly(new UnpricedModel("m", nodes.clock().instant()), new UnpricedModel("old", now));

        nodes.clock().advance(Duration.ofDays(2));
        store.unpricedModels().note("n", nodes.clock().instant());

        assertThat(store.unpricedModels().all())
                .extracting(UnpricedModel::model)
                .containsExactly("n", "m");
    }

    @Test
    void keepsAThousandModelsWithoutAPrice() {
        Instant now = nodes.clock().instant();
        for (int i = 0; i < 1_010; i++) {
            store.unpricedModels().note("m" + i, now.plusMillis(i));
        }

        assertThat(store.unpricedModels().all())
                .hasSize(1_000)
                .first()
                .isEqualTo(new UnpricedModel("m1009", now.plusMillis(1_009)));
    }
}

package org.llmrelay.redis;

import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.pricing.PriceSharingContract;
import org.llmrelay.pricing.SharedPrices;
import redis.clients.jedis.Jedis;

class RedisPriceSharingTest extends PriceSharingContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected SharedPrices shared() {
        return store.sharedPrices();
    }

    @Override
    protected void turnsEnd() {
        try (Jedis jedis = nodes.server().connect()) {
            Set<String> claims = jedis.keys("relay:claims:prices-*");
            jedis.del(claims.toArray(String[]::new));
        }
    }
}

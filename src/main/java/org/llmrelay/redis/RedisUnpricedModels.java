package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.llmrelay.pricing.UnpricedModel;
import org.llmrelay.pricing.UnpricedModels;
import redis.clients.jedis.params.ZRangeParams;

/** Models without a price in Redis: a sorted set that forgets what was not called for a month, and keeps a thousand. Thread-safe. */
final class RedisUnpricedModels implements UnpricedModels {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST = 1_000;

    private final Redis redis;

    RedisUnpricedModels(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void note(String model, Instant at) {
        double oldest = (double) at.minus(KEPT).toEpochMilli();
        redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.zadd(RedisKeys.UNPRICED_MODELS, (double) at.toEpochMilli(), model)),
                Command.plain(Redis.COMMANDS.zremrangeByScore(RedisKeys.UNPRICED_MODELS, 0, oldest)),
                Command.plain(Redis.COMMANDS.zremrangeByRank(RedisKeys.UNPRICED_MODELS, 0, -MOST - 1))));
    }

    @Override
    public List<UnpricedModel> all() {
        return redis
                .ask(client -> client.zrangeWithScores(
                        RedisKeys.UNPRICED_MODELS,
                        ZRangeParams.zrangeParams(0, -1).rev()))
                .stream()
                .map(tuple -> new UnpricedModel(tuple.getElement(), Instant.ofEpochMilli((long) tuple.getScore())))
                .toList();
    }
}

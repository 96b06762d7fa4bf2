package org.llmrelay.redis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceForm;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.PriceSource;

/** An operator's prices in Redis: a hash of forms, with all of them in memory. A price whose form cannot be read is left out. Thread-safe. */
final class RedisPriceOverrides implements PriceOverrides {
    private final Script savePrice = Script.named("save_price");
    private final Script deletePrice = Script.named("delete_price");
    private final Snapshot<List<Price>> snapshot = new Snapshot<>(List.of());
    private final Redis redis;
    private final RedisEvents events;

    RedisPriceOverrides(Redis redis, RedisEvents events) {
        this.redis = redis;
        this.events = events;
    }

    @Override
    public List<Price> all() {
        return snapshot.get();
    }

    @Override
    public void save(Price price) {
        String form = PriceForm.write(price).toString();
        redis.run(savePrice.with(List.of(RedisKeys.PRICE_OVERRIDES), List.of(price.model(), form, RedisKeys.CHANGES)));
        reload();
    }

    @Override
    public boolean delete(String model) {
        Object deleted =
                redis.run(deletePrice.with(List.of(RedisKeys.PRICE_OVERRIDES), List.of(model, RedisKeys.CHANGES)));
        reload();
        return Long.valueOf(1).equals(deleted);
    }

    /** Reads all of them anew: one was changed, here or elsewhere. */
    void reload() {
        snapshot.reload(this::read);
    }

    private List<Price> read() {
        Map<String, String> forms = redis.ask(client -> client.hgetAll(RedisKeys.PRICE_OVERRIDES));
        return new TreeMap<>(forms)
                .entrySet().stream()
                        .flatMap(field -> price(field.getKey(), field.getValue()))
                        .toList();
    }

    private Stream<Price> price(String model, String form) {
        try {
            Price price =
                    PriceForm.read(model, Json.tree(form), PriceSource.OVERRIDE).price();
            if (price != null) {
                return Stream.of(price);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        events.priceUnreadable(model);
        return Stream.empty();
    }
}

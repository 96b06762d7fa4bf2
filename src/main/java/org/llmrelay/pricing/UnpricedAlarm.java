package org.llmrelay.pricing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of models without a price, once an hour for each. Blocks for the store. Thread-safe. */
public final class UnpricedAlarm {
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int MOST_MODELS = 1_000;

    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final UnpricedModels models;
    private final PricingEvents events;
    private final InstantSource clock;

    public UnpricedAlarm(UnpricedModels models, PricingEvents events, InstantSource clock) {
        this.models = models;
        this.events = events;
        this.clock = clock;
    }

    /** A call of a model was charged; nothing happens where its price is known. */
    public void charged(String model, Charge charge) {
        if (!charge.isGuessed() || !isTime(model)) {
            return;
        }
        events.priceUnknown(model, charge.state());
        models.note(model, clock.instant());
    }

    private boolean isTime(String model) {
        Instant now = clock.instant();
        told.values().removeIf(last -> !now.isBefore(last.plus(SILENCE)));
        // Callers choose names: past the bound the next ones wait until an hour is over.
        return told.size() < MOST_MODELS && told.putIfAbsent(model, now) == null;
    }
}

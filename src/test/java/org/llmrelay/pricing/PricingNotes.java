package org.llmrelay.pricing;

import java.util.ArrayList;
import java.util.List;

/** Writes down what is told of prices, for tests. */
public final class PricingNotes implements PricingEvents {
    public final List<String> notes = new ArrayList<>();

    @Override
    public void pricesLoaded(int models, int leftOut) {
        notes.add("loaded " + models + ", left out " + leftOut);
    }

    @Override
    public void pricesNotLoaded(String why) {
        notes.add("not loaded");
    }

    @Override
    public void priceUnknown(String model, Charge.State charged) {
        notes.add(model + " " + charged.code());
    }
}

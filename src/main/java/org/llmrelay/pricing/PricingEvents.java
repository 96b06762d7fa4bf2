package org.llmrelay.pricing;

/** Hears about prices. Called where blocking is allowed. */
public interface PricingEvents {

    /** Other prices hold from now on: so many were loaded, and so many entries were left out. */
    void pricesLoaded(int models, int leftOut);

    /** Prices could not be loaded, told once until they can be loaded again; the last good ones stay. */
    void pricesNotLoaded(String why);

    /** Calls of a model are charged although nobody knows its price. Told once an hour for each model. */
    void priceUnknown(String model, Charge.State charged);
}

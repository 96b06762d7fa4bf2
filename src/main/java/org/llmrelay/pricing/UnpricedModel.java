package org.llmrelay.pricing;

import java.time.Instant;

/** A model that was called though nobody knows its price; {@code last}: when, to the hour or so. */
public record UnpricedModel(String model, Instant last) {}

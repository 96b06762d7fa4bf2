package org.llmrelay.pricing;

import org.llmrelay.call.Delivery;

/**
 * All that a charge depends on besides model and usage.
 *
 * @param dialect what the call spoke: whose ceiling is charged where the price is not known
 * @param service whose calls are rated alike
 * @param keyRate by what the key's calls are multiplied, in millionths
 */
public record Terms(String dialect, String service, Delivery delivery, long keyRate) {}

package org.llmrelay.call;

/**
 * How an upstream says it served a call, where that may change the price. Words are the provider's own.
 *
 * @param tier such as {@code priority} or {@code flex}; empty where it said nothing
 * @param speed such as {@code fast}; empty where it said nothing
 * @param region where the model had to run, such as {@code us}; empty where it said nothing
 */
public record Delivery(String tier, String speed, String region) {
    /** As everybody is served. */
    public static final Delivery STANDARD = new Delivery("", "", "");
}

package org.llmrelay.pricing;

import org.jspecify.annotations.Nullable;

/**
 * Prices that may change with the length of the prompt.
 *
 * @param longPrompt what everything costs where the prompt is long, or null where that changes nothing
 */
public record Tariff(Rates usual, @Nullable LongPrompt longPrompt) {

    /**
     * Prices for long prompts.
     *
     * @param above how many tokens a prompt may have, cached ones included, before it is a long one
     */
    public record LongPrompt(long above, Rates rates) {
        public LongPrompt {
            if (above < 1) {
                throw new IllegalArgumentException("long prompts: above " + above + " tokens (expected: >= 1)");
            }
        }
    }

    /** Prices that are the same for every length. */
    public static Tariff of(Rates rates) {
        return new Tariff(rates, null);
    }

    Rates rates(long promptTokens) {
        return longPrompt != null && promptTokens > longPrompt.above() ? longPrompt.rates() : usual;
    }

    /** The dearest of each thing, whatever the length. */
    Rates dearest() {
        return longPrompt == null ? usual : usual.dearer(longPrompt.rates());
    }
}

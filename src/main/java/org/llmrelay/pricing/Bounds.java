package org.llmrelay.pricing;

/**
 * How much one call of a model can use, as far as its maker tells it.
 *
 * @param input the most tokens that a prompt may have, or 0 where nobody says
 * @param output the most tokens that an answer may have, or 0 where nobody says
 */
public record Bounds(long input, long output) {
    public static final Bounds UNKNOWN = new Bounds(0, 0);

    /** These bounds, and another's where these say nothing. */
    Bounds or(Bounds other) {
        return new Bounds(input == 0 ? other.input : input, output == 0 ? other.output : output);
    }
}

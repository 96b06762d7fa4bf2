package org.llmrelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Whole numbers that JSON shows as decimals of another unit. */
final class Amount {
    /** From dollars for a million tokens to pico-dollars a token. */
    static final int PER_MILLION = 6;

    /** From dollars for a thousand to pico-dollars for one. */
    static final int PER_THOUSAND = 9;

    /** From dollars for one to pico-dollars for one. */
    static final int PER_ONE = 12;

    /** From a factor to millionths. */
    static final int FACTOR = 6;

    private static final int MOST_DIGITS = 40;

    private Amount() {}

    /**
     * The number with its point moved to the right, rounded to a whole one.
     *
     * @return nothing where the node is no number, or not from 0 to {@code most}
     */
    static OptionalLong read(JsonNode node, int places, long most) {
        if (!node.isNumber()) {
            return OptionalLong.empty();
        }
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            return OptionalLong.empty();
        }
        BigDecimal number = node.decimalValue();
        // Rounding a number such as 1e999999999 would first write all its digits.
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        BigDecimal whole = number.movePointRight(places).setScale(0, RoundingMode.HALF_UP);
        boolean fits = whole.signum() >= 0 && whole.compareTo(BigDecimal.valueOf(most)) <= 0;
        return fits ? OptionalLong.of(whole.longValueExact()) : OptionalLong.empty();
    }

    static DecimalNode write(long whole, int places) {
        BigDecimal number = BigDecimal.valueOf(whole, places).stripTrailingZeros();
        return DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number);
    }
}

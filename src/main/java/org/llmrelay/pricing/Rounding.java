package org.llmrelay.pricing;

import java.math.BigInteger;

/** How amounts become whole numbers. */
final class Rounding {
    private Rounding() {}

    /** The quotient of numbers that are not negative, rounded to the nearest whole number, halves up. */
    static BigInteger halfUp(BigInteger dividend, BigInteger divisor) {
        return dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    }

    static long atMost(long most, BigInteger number) {
        return number.min(BigInteger.valueOf(most)).longValueExact();
    }
}

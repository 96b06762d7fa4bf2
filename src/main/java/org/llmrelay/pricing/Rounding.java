package org.llmrelay.pricing;

import java.math.BigInteger;

/** How amounts become whole numbers. */
final class Rounding {
    private static final int SMALL = 61;

    private Rounding() {}

    /** The quotient of numbers that are not negative, rounded to the nearest whole number, halves up. */
    static BigInteger halfUp(BigInteger dividend, BigInteger divisor) {
        return dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    }

    /** The same without a detour for numbers that are small, as nearly all are. */
    static long halfUpAtMost(long most, BigInteger dividend, long divisor) {
        if (dividend.bitLength() < SMALL && divisor < 1L << SMALL) {
            return Math.min(most, (2 * dividend.longValue() + divisor) / (2 * divisor));
        }
        return atMost(most, halfUp(dividend, BigInteger.valueOf(divisor)));
    }

    static long atMost(long most, BigInteger number) {
        return number.min(BigInteger.valueOf(most)).longValueExact();
    }
}

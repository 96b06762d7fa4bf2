package org.llmrelay.console;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as short texts, the same in every language. */
final class Figures {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final int DIGITS = 3;
    private static final String[] UNITS = {"", "K", "M", "B", "T"};

    private Figures() {}

    /** Three digits and a unit: 999, 1.24K, 12.4M. Below a thousand one digit behind the point, where it is not nought. */
    static String brief(Number number) {
        BigDecimal rest = new BigDecimal(number.toString());
        int unit = 0;
        while (rest.abs().compareTo(THOUSAND) >= 0 && unit < UNITS.length - 1) {
            rest = rest.movePointLeft(DIGITS);
            unit++;
        }
        int digits = unit == 0 ? 1 : Math.max(0, DIGITS - rest.precision() + rest.scale());
        BigDecimal rounded = rest.setScale(digits, RoundingMode.HALF_UP);
        BigDecimal shown = unit == 0 ? rounded.stripTrailingZeros() : rounded;
        return shown.setScale(Math.max(0, shown.scale()), RoundingMode.HALF_UP).toPlainString() + UNITS[unit];
    }
}

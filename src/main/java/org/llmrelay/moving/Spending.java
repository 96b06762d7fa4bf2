package org.llmrelay.moving;

/** The fields in which a key's record says what was spent in US dollars, where that is known. */
final class Spending {
    static final String TOTAL = "totalCost";
    static final String DAY = "dailyCost";
    static final String WEEK = "weeklyOpusCost";

    private Spending() {}
}

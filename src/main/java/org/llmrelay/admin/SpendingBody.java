package org.llmrelay.admin;

import org.llmrelay.usage.Spending;

/** What calls cost together, in micro-dollars; {@code unknownPriceCalls}: how many were charged though nobody knew their price. */
record SpendingBody(long officialMicrodollars, long ratedMicrodollars, long unknownPriceCalls) {

    static SpendingBody of(Spending spending) {
        return new SpendingBody(spending.official(), spending.rated(), spending.guessed());
    }
}

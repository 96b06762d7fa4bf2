package org.llmrelay.pricing;

import java.util.Locale;

/** Where a price comes from; a later one stands above those before it. */
public enum PriceSource {
    /** The table that comes with the relay. */
    SHIPPED,
    /** The file or address that the operator named. */
    LOADED,
    /** The operator's own word for one model. */
    OVERRIDE;

    /** The name in records and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

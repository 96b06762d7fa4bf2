package org.llmrelay.admission;

import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;

/** Who a caller is. */
public sealed interface Identity {

    /** The holder of a key that works. */
    record Known(ApiKey key) implements Identity {}

    /** Nobody we serve. */
    record Unknown(Refusal why) implements Identity {}
}

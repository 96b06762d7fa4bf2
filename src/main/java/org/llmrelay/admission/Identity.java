package org.llmrelay.admission;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;

/** Who a caller is. */
public sealed interface Identity {

    /** The holder of a key that works. */
    record Known(ApiKey key) implements Identity {}

    /** Nobody we serve. {@code key}: the id of the key that does not work any more, or null where we know none. */
    record Unknown(Refusal why, @Nullable String key) implements Identity {
        /** Somebody without a key that we know. */
        public Unknown(Refusal why) {
            this(why, null);
        }
    }
}

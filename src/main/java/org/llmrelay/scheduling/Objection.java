package org.llmrelay.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an account does not take a call.
 *
 * @param code a word that does not change
 * @param until when it will be over, or null where that is not known
 */
public record Objection(String code, @Nullable Instant until) {
    static final Objection OTHER_POOL = new Objection("other-pool");
    static final Objection OTHER_KIND = new Objection("other-kind");
    static final Objection DISABLED = new Objection("disabled");
    static final Objection TRIED = new Objection("tried");
    static final Objection EXPIRED = new Objection("expired");
    static final Objection MODEL = new Objection("model");
    static final Objection PROBED = new Objection("probed-by-another");

    private Objection(String code) {
        this(code, null);
    }
}

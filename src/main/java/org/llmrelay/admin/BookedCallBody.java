package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.BookedCall;

/**
 * A call in the ledger.
 *
 * @param entry where it stands in the ledger of its key
 * @param correctedCharge what it is charged since it was corrected, or null
 */
public record BookedCallBody(
        String key,
        String entry,
        @JsonUnwrapped CallBody call,
        @Nullable ChargeBody correctedCharge) implements JsonBody {

    static BookedCallBody of(BookedCall call) {
        return new BookedCallBody(
                call.place().key(), call.place().entry(), CallBody.of(call.entry()), ChargeBody.of(call.corrected()));
    }
}

package org.llmrelay.admin;

import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Repricing;

/**
 * What came of pricing some calls anew.
 *
 * @param applied whether corrections were posted
 * @param calls how many calls were looked at
 * @param changedCalls how many come to something else
 * @param difference what they come to more than before, or less
 * @param next the cursor to go on with, or null where that was all
 */
public record RepriceBody(
        boolean applied,
        long calls,
        long changedCalls,
        SpendingBody difference,
        @Nullable String next) implements JsonBody {

    static RepriceBody of(Repricing.Wish wish, Repricing.Result result) {
        return new RepriceBody(
                wish.apply(),
                result.calls(),
                result.changed(),
                SpendingBody.of(result.difference()),
                result.next().map(Cursor::write).orElse(null));
    }
}

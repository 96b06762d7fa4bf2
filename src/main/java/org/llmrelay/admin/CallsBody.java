package org.llmrelay.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.CallSearch;

/** A part of the calls that were found; {@code next}: the cursor to go on with, or null where that was all. */
public record CallsBody(
        List<BookedCallBody> items, @Nullable String next) implements JsonBody {

    static CallsBody of(CallSearch.Page page) {
        return new CallsBody(
                page.calls().stream().map(BookedCallBody::of).toList(),
                page.next().map(Cursor::write).orElse(null));
    }
}

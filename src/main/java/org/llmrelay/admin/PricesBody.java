package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceTable;

/**
 * A part of the prices that hold now.
 *
 * @param loadsPrices whether prices are loaded from a file or an address
 * @param loadedAt when this node loaded other ones last, or null
 * @param leftOut one line for each model that was left out of what was loaded
 */
public record PricesBody(
        List<PriceBody> items,
        long total,
        String version,
        boolean loadsPrices,
        @Nullable Instant loadedAt,
        List<String> leftOut)
        implements JsonBody {
    private static final int MOST_LEFT_OUT = 100;

    public static PricesBody of(PriceBook book, Paging paging) {
        PriceTable table = book.table();
        List<Price> all = table.all();
        PriceBook.Loaded loaded = book.loaded();
        return new PricesBody(
                paging.partOf(all).stream().map(PriceBody::of).toList(),
                all.size(),
                table.version(),
                book.source() != null,
                loaded.at(),
                loaded.complaints().stream().limit(MOST_LEFT_OUT).toList());
    }
}

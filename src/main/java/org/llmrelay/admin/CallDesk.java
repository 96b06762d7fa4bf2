package org.llmrelay.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.usage.Arrival;
import org.llmrelay.usage.BookedCall;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.CallFilter;
import org.llmrelay.usage.CallSearch;
import org.llmrelay.usage.Place;

/** What an operator does with the ledger's calls. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class CallDesk {
    private static final int LIMIT = 50;
    private static final int MOST = 200;
    private static final int EXPORTED_AT_ONCE = 500;

    /** An export keeps a thread as long as its reader takes. */
    private static final int EXPORTS = 2;

    private static final String USUAL_RANGE = "7d";

    private final CallSearch search;
    private final Calendar calendar;
    private final Semaphore exports = new Semaphore(EXPORTS);

    public CallDesk(CallSearch search, Calendar calendar) {
        this.search = search;
        this.calendar = calendar;
    }

    public CallsBody page(CallQuery query, RangeQuery range, @Nullable String cursor, @Nullable String limit) {
        CallFilter filter = query.read(range.read(calendar, USUAL_RANGE));
        int most = Paging.whole("limit", limit, LIMIT, MOST);
        return CallsBody.of(search.page(filter, Cursor.read(cursor), most));
    }

    public BookedCallBody find(String key, String entry) {
        Optional<BookedCall> call = Cursor.isEntry(entry) ? search.find(new Place(key, entry)) : Optional.empty();
        return call.map(BookedCallBody::of)
                .orElseThrow(() -> new ProblemException(Problem.notFound("call", key + "/" + entry)));
    }

    /** All calls that are asked for, to be written later, from the newest on. */
    public Export export(CallQuery query, RangeQuery range, @Nullable String format) {
        CallFilter filter = query.read(range.read(calendar, USUAL_RANGE));
        CallFormat form = CallFormat.BY_CODE.get(format == null ? "csv" : format);
        if (form == null) {
            throw new ProblemException(Problem.invalid(List.of(new Mistake("format", "must be one of csv, jsonl"))));
        }
        if (exports.availablePermits() == 0) {
            throw new ProblemException(Problem.tooManyExports());
        }
        // The first page is read before anything is sent, so that a store that is away is told as it should be.
        return new Export(filter, form, search.page(filter, Optional.empty(), EXPORTED_AT_ONCE));
    }

    /** One export. Confined to one request. */
    public final class Export {
        private final CallFilter filter;
        private final CallFormat format;
        private CallSearch.Page page;

        private Export(CallFilter filter, CallFormat format, CallSearch.Page first) {
            this.filter = filter;
            this.format = format;
            this.page = first;
        }

        public CallFormat format() {
            return format;
        }

        public void write(OutputStream out) throws IOException {
            // Waits only where another one came in between.
            exports.acquireUninterruptibly();
            try {
                out.write(format.head());
                write(page, out);
                Optional<Arrival> next = page.next();
                while (next.isPresent()) {
                    page = search.page(filter, next, EXPORTED_AT_ONCE);
                    write(page, out);
                    next = page.next();
                }
            } finally {
                exports.release();
            }
        }

        private void write(CallSearch.Page some, OutputStream out) throws IOException {
            for (BookedCall call : some.calls()) {
                out.write(format.line(call));
            }
        }
    }
}

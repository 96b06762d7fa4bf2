package org.llmrelay.admin;

import java.util.List;
import java.util.stream.Stream;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Charge;
import org.llmrelay.usage.BookedCall;
import org.llmrelay.usage.LedgerEntry;

/** A call as a line of comma-separated values (RFC 4180). */
final class CallRow {
    static final String HEAD = Csv.line(Stream.of(
            "at",
            "key",
            "entry",
            "id",
            "account",
            "dialect",
            "model",
            "answered_model",
            "streamed",
            "client",
            "ending",
            "status",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "web_searches",
            "web_fetches",
            "price_state",
            "price_version",
            "official_microdollars",
            "rated_microdollars",
            "first_byte_ms",
            "total_ms",
            "attempts",
            "estimated"));

    private CallRow() {}

    static String of(BookedCall call) {
        LedgerEntry entry = call.entry();
        Outcome outcome = entry.outcome();
        Usage usage = outcome.usage();
        Charge charge = call.charge();
        List<String> texts = Stream.of(
                        entry.at().toString(),
                        call.place().key(),
                        call.place().entry(),
                        entry.call(),
                        entry.account(),
                        entry.dialect(),
                        entry.model(),
                        outcome.model(),
                        Boolean.toString(entry.streamed()),
                        entry.client(),
                        outcome.ending().code(),
                        Integer.toString(outcome.status()))
                .map(Csv::harmless)
                .toList();
        Stream<Long> counts = Stream.of(
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite5m(),
                usage.cacheWrite1h(),
                usage.webSearches(),
                usage.webFetches());
        Stream<String> amounts = charge == null
                ? Stream.of("", "", "", "")
                : Stream.of(
                        charge.state().code(),
                        Csv.harmless(charge.prices()),
                        Long.toString(charge.official()),
                        Long.toString(charge.rated()));
        Stream<String> times = Stream.of(
                outcome.firstByte() == null
                        ? ""
                        : Long.toString(outcome.firstByte().toMillis()),
                Long.toString(outcome.total().toMillis()),
                Integer.toString(outcome.attempts().size()),
                String.join(" ", CallBody.estimated(outcome.estimated())));
        return Csv.line(Stream.of(texts.stream(), counts.map(String::valueOf), amounts, times)
                .flatMap(part -> part));
    }
}

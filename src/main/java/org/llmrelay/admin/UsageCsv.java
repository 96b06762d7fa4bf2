package org.llmrelay.admin;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmrelay.usage.Calendar;

/** What was used as comma-separated values: a line for each of those who used it, or for each day. */
final class UsageCsv {
    private static final String HEAD = Csv.line(Stream.of(
            "id",
            "name",
            "calls",
            "failed_calls",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "official_microdollars",
            "rated_microdollars",
            "unknown_price_calls"));

    private UsageCsv() {}

    static String of(TopBody top) {
        return top.items().stream()
                .map(item -> line(item.id(), item.name() == null ? "" : item.name(), item.total()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    /** Days have their date as id and no name. */
    static String of(SeriesBody series, Calendar calendar) {
        return series.items().stream()
                .map(item -> line(calendar.date(item.from()).toString(), "", item.total()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String line(String id, String name, TallyBody total) {
        UsageBody usage = total.usage();
        SpendingBody cost = total.cost();
        Stream<Long> numbers = Stream.of(
                total.calls(),
                total.failedCalls(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWrite5mTokens(),
                usage.cacheWrite1hTokens(),
                cost.officialMicrodollars(),
                cost.ratedMicrodollars(),
                cost.unknownPriceCalls());
        return Csv.line(Stream.concat(Stream.of(Csv.harmless(id), Csv.harmless(name)), numbers.map(String::valueOf)));
    }
}

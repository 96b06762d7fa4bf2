package org.llmrelay.api.anthropic;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.llmrelay.call.Usage;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.UsageTotal;

/**
 * What a key has used.
 *
 * @param daily today, in the operator's zone
 * @param monthly this month, in the operator's zone
 * @param byModel newest day first
 */
record UsageShape(Sum total, Sum daily, Sum monthly, List<ModelDay> byModel) {

    /** Requests, tokens and what they cost. Cached tokens are not part of the input tokens. */
    record Sum(
            long requests,
            long inputTokens,
            long outputTokens,
            long cacheReadInputTokens,
            long cacheCreationInputTokens,
            long totalTokens,
            long officialMicrodollars,
            long ratedMicrodollars,
            long unknownPriceRequests) {
        static Sum of(Stream<UsageTotal> totals) {
            List<UsageTotal> all = totals.toList();
            Usage usage = all.stream().map(UsageTotal::usage).reduce(Usage.NONE, Usage::plus);
            Spending spending = all.stream().map(UsageTotal::spending).reduce(Spending.NONE, Spending::plus);
            return new Sum(
                    all.stream().mapToLong(UsageTotal::calls).sum(),
                    usage.input(),
                    usage.output(),
                    usage.cacheRead(),
                    usage.cacheWrite5m() + usage.cacheWrite1h(),
                    usage.tokens(),
                    spending.official(),
                    spending.rated(),
                    spending.guessed());
        }
    }

    /** One model on one day. */
    record ModelDay(LocalDate date, String model, Sum used) {}

    static UsageShape of(List<UsageTotal> totals, LocalDate today) {
        return new UsageShape(
                Sum.of(totals.stream()),
                Sum.of(totals.stream().filter(total -> total.day().equals(today))),
                Sum.of(totals.stream()
                        .filter(total -> YearMonth.from(total.day()).equals(YearMonth.from(today)))),
                totals.stream()
                        .map(total -> new ModelDay(total.day(), total.model(), Sum.of(Stream.of(total))))
                        .toList());
    }
}

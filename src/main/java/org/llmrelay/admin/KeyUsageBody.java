package org.llmrelay.admin;

import java.time.LocalDate;
import java.util.List;
import org.llmrelay.call.Usage;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.UsageTotal;

/** What a key has used, in all and by day of the operator's zone and model, newest day first. */
public record KeyUsageBody(Overall overall, List<Part> items) implements JsonBody {

    /** Everything that the key has used. */
    record Overall(long calls, long estimatedCalls, UsageBody usage, SpendingBody cost) {}

    /** What it has used of one model on one day. */
    record Part(LocalDate day, String model, long calls, long estimatedCalls, UsageBody usage, SpendingBody cost) {}

    public static KeyUsageBody of(List<UsageTotal> totals) {
        long calls = totals.stream().mapToLong(UsageTotal::calls).sum();
        long estimated = totals.stream().mapToLong(UsageTotal::estimated).sum();
        Usage usage = totals.stream().map(UsageTotal::usage).reduce(Usage.NONE, Usage::plus);
        Spending spending = totals.stream().map(UsageTotal::spending).reduce(Spending.NONE, Spending::plus);
        return new KeyUsageBody(
                new Overall(calls, estimated, UsageBody.of(usage), SpendingBody.of(spending)),
                totals.stream().map(KeyUsageBody::part).toList());
    }

    private static Part part(UsageTotal total) {
        return new Part(
                total.day(),
                total.model(),
                total.calls(),
                total.estimated(),
                UsageBody.of(total.usage()),
                SpendingBody.of(total.spending()));
    }
}

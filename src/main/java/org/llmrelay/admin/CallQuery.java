package org.llmrelay.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.call.Ending;
import org.llmrelay.usage.CallFilter;
import org.llmrelay.usage.CallFilter.Statuses;
import org.llmrelay.usage.TimeRange;

/** Which calls are asked for. */
public record CallQuery(
        @Nullable String key,
        @Nullable String account,
        @Nullable String model,
        @Nullable String client,
        @Nullable String ending,
        @Nullable String status,
        @Nullable String minCost) {
    private static final Pattern STATUS = Pattern.compile("0|[1-5][0-9]{2}");
    private static final Pattern STATUS_CLASS = Pattern.compile("[1-5]xx");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}");
    private static final int CLASS = 100;

    /** @throws ProblemException with all mistakes */
    CallFilter read(TimeRange time) {
        List<Mistake> mistakes = new ArrayList<>();
        CallFilter filter = new CallFilter(
                time,
                key,
                account,
                model,
                client == null ? null : client.toLowerCase(Locale.ROOT),
                ending(mistakes),
                statuses(mistakes),
                least(mistakes));
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
        return filter;
    }

    private @Nullable Ending ending(List<Mistake> mistakes) {
        if (ending == null) {
            return null;
        }
        for (Ending one : Ending.values()) {
            if (one.code().equals(ending)) {
                return one;
            }
        }
        List<String> all = Arrays.stream(Ending.values()).map(Ending::code).toList();
        mistakes.add(new Mistake("ending", "must be one of " + String.join(", ", all)));
        return null;
    }

    private @Nullable Statuses statuses(List<Mistake> mistakes) {
        if (status == null) {
            return null;
        }
        if (STATUS.matcher(status).matches()) {
            return new Statuses(Integer.parseInt(status), Integer.parseInt(status));
        }
        if (STATUS_CLASS.matcher(status).matches()) {
            int first = CLASS * Character.digit(status.charAt(0), 10);
            return new Statuses(first, first + CLASS - 1);
        }
        mistakes.add(new Mistake("status", "must be a status such as 429, a class such as 5xx, or 0 for none"));
        return null;
    }

    private long least(List<Mistake> mistakes) {
        if (minCost == null) {
            return 0;
        }
        if (!AMOUNT.matcher(minCost).matches()) {
            mistakes.add(new Mistake("min_cost", "must be a whole number of micro-dollars"));
            return 0;
        }
        return Long.parseLong(minCost);
    }
}

package org.llmrelay.admin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Recomputation;
import org.llmrelay.usage.Repricing;
import org.llmrelay.usage.TimeRange;

/** What an operator does with ledgers, a part at a time. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class LedgerDesk {
    private static final int LONGEST_TEXT = 300;

    private final Repricing repricing;
    private final Recomputation recomputation;
    private final Calendar calendar;

    public LedgerDesk(Repricing repricing, Recomputation recomputation, Calendar calendar) {
        this.repricing = repricing;
        this.recomputation = recomputation;
        this.calendar = calendar;
    }

    public RepriceBody reprice(Form form) {
        String from = form.text("from", null);
        String to = form.line("to", "", LONGEST_TEXT);
        String model = form.line("model", "", LONGEST_TEXT);
        boolean apply = form.flag("apply", false);
        String cursor = form.line("cursor", "", LONGEST_TEXT);
        form.finish();
        TimeRange time = RangeQuery.of(from, to.isEmpty() ? null : to).read(calendar, "today");
        Repricing.Wish wish = new Repricing.Wish(time, model.isEmpty() ? null : model, apply);
        return repricing
                .page(wish, Cursor.read(cursor.isEmpty() ? null : cursor))
                .map(result -> RepriceBody.of(wish, result))
                .orElseThrow(() -> new ProblemException(Problem.underWay()));
    }

    public RecomputeBody recompute(Form form) {
        LocalDate first = day(form, "from", calendar.today());
        LocalDate last = day(form, "to", first);
        boolean mend = form.flag("mend", false);
        if (last.isBefore(first)) {
            form.wrong("to", "must not be before from");
        }
        if (last.isAfter(calendar.today())) {
            form.wrong("to", "must not be in the future");
        }
        if (mend && form.isFine("to") && !(recomputation.isWhole(first) && recomputation.isWhole(last))) {
            form.wrong("mend", "is only for days that are over and that the ledger still has");
        }
        form.finish();
        Recomputation.Result result =
                recomputation.day(first, mend).orElseThrow(() -> new ProblemException(Problem.underWay()));
        return RecomputeBody.of(first, result, first.isBefore(last) ? first.plusDays(1) : null);
    }

    private static LocalDate day(Form form, String field, LocalDate missing) {
        if (!form.has(field)) {
            form.text(field, missing.toString());
            return missing;
        }
        String text = form.text(field, null);
        Optional<LocalDate> day = parsed(text);
        if (day.isEmpty()) {
            form.wrong(field, "must be a day such as 2030-01-31");
        }
        return day.orElse(missing);
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.llmrelay.usage;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that come to a range of days.
 *
 * @param added what is added up
 * @param taken days that are taken off months again
 */
record Cover(List<Slice> added, List<Slice> taken) {

    /**
     * The fewest tables that come to the days from {@code first} to {@code last}: months, and days that are added, or taken off where that is fewer.
     * What has not come yet is empty, so that the current month may be taken whole.
     */
    static Cover of(Calendar calendar, LocalDate first, LocalDate last) {
        List<Slice> added = new ArrayList<>();
        List<Slice> taken = new ArrayList<>();
        YearMonth end = YearMonth.from(last);
        for (YearMonth month = YearMonth.from(first); !month.isAfter(end); month = month.plusMonths(1)) {
            LocalDate monthEnd = earlier(month.atEndOfMonth(), calendar.today());
            LocalDate from = later(month.atDay(1), first);
            LocalDate to = earlier(earlier(month.atEndOfMonth(), last), calendar.today());
            List<LocalDate> wanted = days(from, to);
            List<LocalDate> unwanted = new ArrayList<>(days(month.atDay(1), from.minusDays(1)));
            unwanted.addAll(days(to.plusDays(1), monthEnd));
            if (wanted.size() <= unwanted.size() + 1) {
                wanted.forEach(day -> added.add(calendar.day(day)));
            } else {
                added.add(calendar.month(month));
                unwanted.forEach(day -> taken.add(calendar.day(day)));
            }
        }
        return new Cover(added, taken);
    }

    private static List<LocalDate> days(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? List.of() : from.datesUntil(to.plusDays(1)).toList();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}

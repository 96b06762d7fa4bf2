package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Keys;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Grain;
import org.llmrelay.usage.Measure;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;
import org.llmrelay.usage.TimeRange;

/** What an operator asks about usage. Throws {@link ProblemException} where it cannot be told. Thread-safe. */
public final class UsageDesk {
    private static final int MOST_SLICES = 2_000;
    private static final int MOST_ROWS = 10_000;
    private static final Duration SHORT = Duration.ofDays(2).plusHours(1);
    private static final Duration LONG = Duration.ofDays(100);

    private final Reports reports;
    private final Calendar calendar;
    private final Keys keys;
    private final Accounts accounts;
    private final KeySums keySums;

    public UsageDesk(Reports reports, Calendar calendar, Keys keys, Accounts accounts) {
        this.reports = reports;
        this.calendar = calendar;
        this.keys = keys;
        this.accounts = accounts;
        this.keySums = new KeySums(keys, reports);
    }

    public SeriesBody series(SubjectQuery query, RangeQuery range, @Nullable String grainName) {
        Subject subject = query.read();
        TimeRange time = range.read(calendar, "today");
        Grain grain = grainName == null ? usualGrain(time) : grain(grainName);
        requireKept(grain, time.from());
        // Months and days of a zone have no fixed length, so the bound is a rough one.
        if (Duration.between(time.from(), time.to()).compareTo(shortest(grain).multipliedBy(MOST_SLICES)) > 0) {
            throw wrong("to", "must give no more than " + MOST_SLICES + " parts");
        }
        return SeriesBody.of(subject, grain, calendar.zone(), reports.series(subject, grain, time));
    }

    private static Grain usualGrain(TimeRange time) {
        Duration length = Duration.between(time.from(), time.to());
        if (length.compareTo(SHORT) <= 0) {
            return Grain.HOUR;
        }
        return length.compareTo(LONG) <= 0 ? Grain.DAY : Grain.MONTH;
    }

    private static Grain grain(String name) {
        for (Grain grain : Grain.values()) {
            if (grain.code().equals(name)) {
                return grain;
            }
        }
        throw wrong("grain", "must be one of minute, hour, day, month");
    }

    private static Duration shortest(Grain grain) {
        return switch (grain) {
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case MONTH -> Duration.ofDays(28);
        };
    }

    private void requireKept(Grain grain, Instant from) {
        if (!calendar.slice(grain, from).isKeptAt(calendar.now())) {
            Duration kept = grain.kept();
            String span = kept == null ? "" : kept.toDays() > 0 ? kept.toDays() + " days" : kept.toHours() + " hours";
            throw wrong("from", "is too long ago: by the " + grain.code() + ", usage is kept for " + span);
        }
    }

    /** What is asked of a list of the greatest, null where it is left out. {@code of}: a dimension's name, {@code owner} or {@code tag}. */
    public record Wish(@Nullable String of, @Nullable String by) {
        String part() {
            return of == null ? "key" : of;
        }
    }

    /** Whole days: what begins or ends within a day takes all of it in. */
    public TopBody top(Wish wish, RangeQuery range, Paging paging) {
        Measure by = word("by", wish.by() == null ? "cost" : wish.by(), Measure.BY_CODE);
        Reports.Days days = days(range);
        Reports.Ranking ranking = Reports.ranking(sums(wish.part(), days), by, paging.offset(), paging.limit());
        Map<String, String> names = names(
                wish.part(), ranking.ranks().stream().map(Reports.Rank::id).toList());
        return new TopBody(
                wish.part(),
                by.code(),
                calendar.zone().getId(),
                calendar.start(days.first()),
                calendar.start(days.last().plusDays(1)),
                ranking.ranks().stream()
                        .map(rank -> new TopBody.Item(rank.id(), names.get(rank.id()), TallyBody.of(rank.tally())))
                        .toList(),
                ranking.total());
    }

    /** What some of those in the list of {@link #top} cost, in rated micro-dollars by id. */
    public Map<String, Long> costs(Wish wish, RangeQuery range, List<String> ids) {
        Dimension dimension = Dimension.PARTS.get(wish.part());
        Map<String, Tally> sums =
                dimension == null ? sums(wish.part(), days(range)) : reports.sums(dimension, ids, days(range));
        Map<String, Long> costs = new HashMap<>();
        sums.forEach((id, tally) -> costs.put(id, tally.spending().rated()));
        return costs;
    }

    private Reports.Days days(RangeQuery range) {
        TimeRange time = range.read(calendar, "30d");
        requireKept(Grain.DAY, time.from());
        return new Reports.Days(
                calendar.date(time.from()), calendar.date(time.to().minusMillis(1)));
    }

    private Map<String, Tally> sums(String part, Reports.Days days) {
        if (KeySums.PARTS.contains(part)) {
            return keySums.by(part, days);
        }
        Dimension dimension = Dimension.PARTS.get(part);
        if (dimension == null) {
            Set<String> parts = new TreeSet<>(Dimension.PARTS.keySet());
            parts.addAll(KeySums.PARTS);
            throw wrong("of", "must be one of " + String.join(", ", parts));
        }
        return reports.sums(dimension, days);
    }

    /** The names of those who have one and are still there, by their ids. */
    private Map<String, String> names(String part, List<String> ids) {
        if (part.equals(Dimension.KEY.code())) {
            return keys.findAll(ids).stream().collect(Collectors.toMap(ApiKey::id, ApiKey::name));
        }
        return part.equals(Dimension.ACCOUNT.code())
                ? accounts.all().stream().collect(Collectors.toMap(Account::id, Account::name))
                : Map.of();
    }

    /** The whole list of {@link #top} as comma-separated values, up to {@value #MOST_ROWS} rows. */
    public String topAsCsv(Wish wish, RangeQuery range) {
        return UsageCsv.of(top(wish, range, new Paging(0, MOST_ROWS)));
    }

    /** What was used on each day, as comma-separated values in the form of {@link #topAsCsv}. */
    public String daysAsCsv(RangeQuery range) {
        return UsageCsv.of(series(new SubjectQuery(null, null, null, null, null), range, Grain.DAY.code()), calendar);
    }

    private static <T> T word(String field, String name, Map<String, T> words) {
        T meant = words.get(name);
        if (meant == null) {
            throw wrong(field, "must be one of " + String.join(", ", new TreeSet<>(words.keySet())));
        }
        return meant;
    }

    public LiveBody live(SubjectQuery query, @Nullable String minutes) {
        return LiveBody.of(reports.live(query.read(), Paging.whole("minutes", minutes, 5, 60)));
    }

    private static ProblemException wrong(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new Mistake(field, detail))));
    }
}

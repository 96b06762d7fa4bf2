package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    public UsageDesk(Reports reports, Calendar calendar, Keys keys, Accounts accounts) {
        this.reports = reports;
        this.calendar = calendar;
        this.keys = keys;
        this.accounts = accounts;
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

    /** What is asked of a list of the greatest, null where it is left out. */
    public record Wish(@Nullable String of, @Nullable String by) {}

    /** Whole days: what begins or ends within a day takes all of it in. */
    public TopBody top(Wish wish, RangeQuery range, Paging paging) {
        Dimension dimension = word("of", wish.of() == null ? "key" : wish.of(), Dimension.PARTS);
        Measure by = word("by", wish.by() == null ? "cost" : wish.by(), Measure.BY_CODE);
        TimeRange time = range.read(calendar, "30d");
        requireKept(Grain.DAY, time.from());
        LocalDate first = calendar.date(time.from());
        LocalDate last = calendar.date(time.to().minusMillis(1));
        Reports.Ranking ranking =
                reports.top(dimension, new Reports.Days(first, last), by, paging.offset(), paging.limit());
        List<TopBody.Item> items = ranking.ranks().stream()
                .map(rank -> new TopBody.Item(rank.id(), name(dimension, rank.id()), TallyBody.of(rank.tally())))
                .toList();
        return new TopBody(
                dimension.code(),
                by.code(),
                calendar.zone().getId(),
                calendar.start(first),
                calendar.start(last.plusDays(1)),
                items,
                ranking.total());
    }

    /** The whole list of {@link #top} as comma-separated values, up to {@value #MOST_ROWS} rows. */
    public String topAsCsv(Wish wish, RangeQuery range) {
        StringBuilder csv = new StringBuilder(Csv.line(Stream.of(
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
                "unknown_price_calls")));
        top(wish, range, new Paging(0, MOST_ROWS)).items().forEach(item -> csv.append(row(item)));
        return csv.toString();
    }

    private static String row(TopBody.Item item) {
        UsageBody usage = item.total().usage();
        SpendingBody cost = item.total().cost();
        Stream<Long> numbers = Stream.of(
                item.total().calls(),
                item.total().failedCalls(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWrite5mTokens(),
                usage.cacheWrite1hTokens(),
                cost.officialMicrodollars(),
                cost.ratedMicrodollars(),
                cost.unknownPriceCalls());
        return Csv.line(Stream.concat(
                Stream.of(Csv.harmless(item.id()), Csv.harmless(item.name())), numbers.map(String::valueOf)));
    }

    private @Nullable String name(Dimension dimension, String id) {
        return switch (dimension) {
            case KEY -> keys.find(id).map(ApiKey::name).orElse(null);
            case ACCOUNT -> accounts.find(id).map(Account::name).orElse(null);
            case WHOLE, MODEL, DIALECT, CLIENT -> null;
        };
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

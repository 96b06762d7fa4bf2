package org.llmrelay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.redis.RedisAddress;
import org.llmrelay.redis.RedisConfig;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.redis.UsageSeed;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.usage.Arrival;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.CallFilter;
import org.llmrelay.usage.CallSearch;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Grain;
import org.llmrelay.usage.Measure;
import org.llmrelay.usage.Place;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.TimeRange;

/** Measures pages of reports and of the ledger's search over a Redis with a year of usage, without HTTP around them. */
final class ReportsPart {
    private static final double WANTED_MILLIS = 200;
    private static final int WARM_UPS = 5;
    private static final int PAGES = 15;
    private static final int PAGE = 50;
    private static final List<String> ACCOUNTS =
            IntStream.range(0, 50).mapToObj(number -> "acct" + number).toList();
    private static final UsageSeed.Size FULL = new UsageSeed.Size(10_000, 365, 1_000_000, 90);
    private static final UsageSeed.Size QUICK = new UsageSeed.Size(1_000, 365, 50_000, 90);

    private final Calendar calendar;
    private final Report report;
    private final Counters counters;
    private final Reports reports;
    private final CallSearch search;

    private ReportsPart(RedisStore store, Calendar calendar, Report report) {
        this.calendar = calendar;
        this.report = report;
        this.counters = store.counters();
        this.reports = new Reports(counters, calendar);
        this.search = new CallSearch(store.archive(), store.counters(), calendar);
    }

    /** Starts a Redis, fills it, measures, and prints. */
    static void run(boolean quick) throws IOException {
        Instant now = InstantSource.system().instant();
        Calendar calendar = new Calendar(InstantSource.fixed(now), ZoneId.of("Europe/Berlin"));
        UsageSeed.Size size = quick ? QUICK : FULL;
        Path folder = Files.createTempDirectory("relay-reports");
        Report report = new Report();
        try (RedisServer redis = RedisServer.startForgetful(folder)) {
            long start = System.nanoTime();
            long megabytes = new UsageSeed(calendar, size, ACCOUNTS).write(redis.url());
            report.remark(Report.format(
                    "%,d keys, %d days, %,d ledger entries written in %.0f s; Redis holds %,d MB",
                    size.keys(), size.days(), size.entries(), (System.nanoTime() - start) / 1e9, megabytes));
            measure(redis.url(), calendar, report);
        }
        report.print(Machine.here());
    }

    private static void measure(URI redis, Calendar calendar, Report report) {
        RedisConfig config = RedisConfig.of(RedisAddress.parse(redis.toString()));
        RedisStore.Usage usage = new RedisStore.Usage(calendar, Duration.ofDays(90));
        Vault vault = new Vault(Secret.of("a master of 32 characters or more"));
        try (RedisStore store = new RedisStore(config, vault, usage, new SilentRedis(), Thread::new)) {
            new ReportsPart(store, calendar, report).pages();
        }
    }

    private void pages() {
        LocalDate today = calendar.today();
        TimeRange year = days(today.minusDays(364), today);
        time("series of a year by the day, everything", () -> reports.series(Subject.WHOLE, Grain.DAY, year));
        Subject key = Subject.key(UsageSeed.key(4_711 % 1_000));
        time("series of a year by the day, one key", () -> reports.series(key, Grain.DAY, year));
        time("series of a year by the month, one key", () -> reports.series(key, Grain.MONTH, year));
        top("top 50 keys of this year", Dimension.KEY, today.withDayOfYear(1));
        top("top 50 keys of the last 365 days", Dimension.KEY, today.minusDays(364));
        top("top 50 keys of the last 30 days", Dimension.KEY, today.minusDays(29));
        top("top 50 keys of today", Dimension.KEY, today);
        top("top 50 models of the last 365 days", Dimension.MODEL, today.minusDays(364));
        CallFilter all = filter(null, null, null, 0);
        time("ledger, first page", () -> search.page(all, Optional.empty(), PAGE));
        Arrival middle = new Arrival(calendar.now().minus(Duration.ofDays(60)), new Place("", ""));
        time("ledger, a page 60 days ago", () -> search.page(all, Optional.of(middle), PAGE));
        search("ledger, one key", filter(UsageSeed.key(42), null, null, 0));
        search("ledger, one account", filter(null, "acct7", null, 0));
        search("ledger, a model that is rarely called", filter(null, null, UsageSeed.model(29), 0));
        search("ledger, an account that never was", filter(null, "none", null, 0));
        search("ledger, dearer than any call (2,000 looked at)", filter(null, null, null, 1_000_000_000));
    }

    private TimeRange days(LocalDate first, LocalDate last) {
        return new TimeRange(calendar.start(first), calendar.start(last.plusDays(1)));
    }

    private CallFilter filter(@Nullable String key, @Nullable String account, @Nullable String model, long least) {
        TimeRange quarter = days(calendar.today().minusDays(89), calendar.today());
        return new CallFilter(quarter, key, account, model, null, null, null, least);
    }

    private void top(String what, Dimension dimension, LocalDate first) {
        Reports.Days range = new Reports.Days(first, calendar.today());
        // Each page by itself: what a minute remembers is measured apart.
        time(what, () -> new Reports(counters, calendar).top(dimension, range, Measure.COST, 0, PAGE));
        time(what + ", once more", () -> reports.top(dimension, range, Measure.COST, 0, PAGE));
    }

    private void search(String what, CallFilter filter) {
        time(what, () -> search.page(filter, Optional.empty(), PAGE));
    }

    private void time(String what, Runnable page) {
        for (int i = 0; i < WARM_UPS; i++) {
            page.run();
        }
        double[] millis = new double[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long start = System.nanoTime();
            page.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double median = millis[PAGES / 2];
        double worst = millis[PAGES - 1];
        report.verdict(
                what,
                Report.format("%.1f ms (worst %.1f)", median, worst),
                Report.format("< %.0f ms", WANTED_MILLIS),
                worst < WANTED_MILLIS);
    }
}

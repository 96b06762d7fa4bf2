package org.llmrelay.bench;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmrelay.key.KeyMint;
import org.llmrelay.redis.RedisAddress;
import org.llmrelay.redis.RedisConfig;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.redis.UsageSeed;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.usage.Calendar;

/** Measures each page of the console, and the holders' page, over HTTP: a relay with many keys, accounts and calls, and one person who looks at them. */
final class PagesPart {
    private static final double WANTED_MILLIS = 300;
    private static final String ZONE = "Europe/Berlin";
    private static final int ACCOUNTS = 60;
    private static final int MODELS_OF_A_KEY = 4;
    private static final Duration QUIET = Duration.ofSeconds(61);
    private static final UsageSeed.Size FULL = new UsageSeed.Size(10_000, 365, 1_000_000, 90);
    private static final UsageSeed.Size QUICK = new UsageSeed.Size(1_000, 60, 20_000, 30);

    /** What the relay logs when it has drawn its pages for nobody. */
    private static final String REHEARSED = "first views are quick now";

    /** The key that is looked at: one with every kind of limit. */
    private static final int KEY = 42;

    private final PageVisitor visitor;
    private final Map<PageList.Page, PageTimes> times = new LinkedHashMap<>();

    private PagesPart(PageVisitor visitor, List<PageList.Page> pages) {
        this.visitor = visitor;
        pages.forEach(page -> times.put(page, new PageTimes()));
    }

    /** Starts a Redis, fills it, starts the relay on it, measures, and prints. */
    static void run(BenchOptions options) {
        Report report = new Report();
        String busyness = Machine.busyness();
        if (!busyness.isEmpty()) {
            report.remark(busyness);
        }
        try (Folder folder = Folder.temporary("relay-pages");
                RedisServer redis = RedisServer.startForgetful(folder.path())) {
            Runtime.getRuntime().addShutdownHook(new Thread(redis::close, "end"));
            String master = UUID.randomUUID().toString();
            Seeded seeded = seed(redis.url(), master, options.isQuick() ? QUICK : FULL, report);
            String password = UUID.randomUUID().toString();
            RelayServer.Software software = new RelayServer.Software(options.serverHome(), options.war());
            Map<String, String> settings =
                    Map.of("ADMIN_PASSWORD", password, "ENCRYPTION_KEY", master, "RELAY_TIME_ZONE", ZONE);
            try (RelayServer server = RelayServer.start(folder.path(), software, redis.url(), settings)) {
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end of the server"));
                report.remark(Report.format(
                        "pages were rehearsed %d s after the relay was ready; first views came then",
                        server.awaitLogged(REHEARSED)));
                measure(server.url(), password, seeded, options.isQuick(), report);
            }
        }
        report.print(Machine.here());
    }

    /** What pages are asked for. */
    record Seeded(String account, String key, Secret text) {}

    private static Seeded seed(URI redis, String master, UsageSeed.Size size, Report report) {
        System.err.println("filling Redis, which takes a minute or two");
        long start = System.nanoTime();
        Calendar calendar = new Calendar(InstantSource.system(), ZoneId.of(ZONE));
        RedisConfig config = RedisConfig.of(RedisAddress.parse(redis.toString()));
        Vault vault = new Vault(Secret.of(master));
        RedisStore.Usage usage = new RedisStore.Usage(calendar, Duration.ofDays(size.ledgerDays()));
        try (RedisStore store = new RedisStore(config, vault, usage, new SilentRedis(), Thread::new)) {
            HouseSeed house = new HouseSeed(store, new KeyMint(vault.derive("api-keys")), calendar.now());
            List<String> accounts = house.accounts(ACCOUNTS);
            List<Secret> texts = house.keys(size.keys());
            UsageSeed seed = new UsageSeed(calendar, size, accounts);
            long megabytes = seed.write(redis);
            seed.writeSums(redis, UsageSeed.key(KEY), MODELS_OF_A_KEY);
            report.remark(Report.format(
                    "%,d keys, %d accounts, %d days, %,d ledger entries written in %.0f s; Redis holds %,d MB",
                    size.keys(), ACCOUNTS, size.days(), size.entries(), (System.nanoTime() - start) / 1e9, megabytes));
            return new Seeded(accounts.get(3), UsageSeed.key(KEY), texts.get(KEY));
        }
    }

    private static void measure(URI relay, String password, Seeded seeded, boolean quick, Report report) {
        PageVisitor visitor = new PageVisitor(relay);
        visitor.signIn(RelayServer.ADMIN, password);
        PagesPart part = new PagesPart(visitor, PageList.of(visitor, seeded));
        part.times.forEach((page, times) -> times.first(part.look(page)));
        System.err.println("warming up");
        for (int round = 0; round < (quick ? 3 : 20); round++) {
            part.times.keySet().forEach(part::look);
        }
        System.err.println("measuring");
        for (int round = 0; round < (quick ? 5 : 15); round++) {
            part.times.forEach((page, times) -> times.warm(part.look(page)));
        }
        part.times.forEach((page, times) -> {
            if (page.isCostly()) {
                Ports.pause(quick ? 0 : QUIET.toMillis());
                times.quiet(part.look(page));
            }
        });
        part.times.forEach((page, times) -> report.addPage(page.name(), times, WANTED_MILLIS));
    }

    private PageVisitor.View look(PageList.Page page) {
        return page.look(visitor);
    }
}

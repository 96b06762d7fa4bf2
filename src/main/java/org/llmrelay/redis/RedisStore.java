package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Checks;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;
import org.llmrelay.admission.Refusals;
import org.llmrelay.audit.AuditLog;
import org.llmrelay.backup.Shelf;
import org.llmrelay.claim.Claims;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ForeignHashing;
import org.llmrelay.key.Keys;
import org.llmrelay.key.Links;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.SharedPrices;
import org.llmrelay.pricing.UnpricedModels;
import org.llmrelay.renewal.PendingSignIns;
import org.llmrelay.route.Proxies;
import org.llmrelay.secret.SealedRecords;
import org.llmrelay.secret.Vault;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.SavedSettings;
import org.llmrelay.signin.Users;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Journal;
import org.llmrelay.usage.Ledger;
import redis.clients.jedis.UnifiedJedis;

/** All that the relay keeps in Redis, over one client. Hears what other nodes change once it is started. Thread-safe. */
public final class RedisStore implements AutoCloseable {
    private final Redis redis;
    private final RedisAccounts accounts;
    private final RedisProxies proxies;
    private final RedisStandings standings;
    private final RedisGroups groups;
    private final RedisQuotas quotas;
    private final RedisChecks checks;
    private final RedisCredentials credentials;
    private final RedisPendingSignIns pendingSignIns;
    private final RedisApiKeys keys;
    private final RedisForeignHashing foreignHashing;
    private final RedisGate gate;
    private final RedisLeases leases;
    private final RedisLedger ledger;
    private final RedisJournal journal;
    private final RedisArchive archive;
    private final RedisCounters counters;
    private final RedisClaims claims;
    private final RedisRefusals refusals;
    private final RedisLinks links;
    private final RedisUsers users;
    private final RedisPriceOverrides prices;
    private final RedisUnpricedModels unpriced;
    private final SettingStores settings;
    private final RedisChanges changes;
    private final List<Shelf> shelves;

    /**
     * Does not connect yet, except that Sentinel and Cluster are asked for their nodes.
     *
     * @param vault opens the secrets of accounts; the same master on every node
     * @param usage how usage is counted; also tells the time
     * @param threads gives the one thread that hears changes
     * @throws StoreUnavailableException when no sentinel, or no node of a cluster, answers
     */
    public RedisStore(RedisConfig config, Vault vault, Usage usage, RedisEvents events, ThreadFactory threads) {
        Calendar calendar = usage.calendar();
        InstantSource clock = calendar.clock();
        this.redis = new Redis(RedisClients.open(config));
        this.standings = new RedisStandings(redis, clock, events);
        this.accounts = new RedisAccounts(redis, standings, vault, events);
        this.groups = new RedisGroups(redis, events);
        this.quotas = new RedisQuotas(redis, events);
        this.checks = new RedisChecks(redis, events);
        this.proxies = new RedisProxies(redis, accounts, vault);
        this.credentials = new RedisCredentials(redis, vault, clock, events);
        this.pendingSignIns = new RedisPendingSignIns(redis, vault);
        this.keys = new RedisApiKeys(redis, clock);
        this.foreignHashing = new RedisForeignHashing(redis, vault, events);
        String node = UUID.randomUUID().toString();
        Bindings bindings = new Bindings();
        this.gate = new RedisGate(redis, clock, node, bindings);
        this.claims = new RedisClaims(redis, node);
        this.archive = new RedisArchive(redis, calendar);
        this.counters = new RedisCounters(redis, new CounterArguments(usage.ledgerRetention()));
        RunningCalls running = new RunningCalls(clock, node);
        this.journal = new RedisJournal(redis, clock, gate, archive, running, node);
        this.refusals = new RedisRefusals(redis);
        this.leases = new RedisLeases(redis, clock, running, accounts::hasLimits, bindings);
        this.ledger = new RedisLedger(redis, leases, calendar, archive, events);
        this.links = new RedisLinks(redis);
        this.users = new RedisUsers(redis);
        this.prices = new RedisPriceOverrides(redis, events);
        this.unpriced = new RedisUnpricedModels(redis);
        this.settings = new SettingStores(new RedisOriginRules(redis), new RedisSavedSettings(redis, events));
        this.changes = new RedisChanges(
                redis,
                new Copies(keys, foreignHashing, accounts, standings, groups, quotas, credentials, prices, settings),
                events,
                threads);
        this.shelves = new Shelves(redis, vault)
                .over(new Shelves.Stores(
                        proxies, groups, accounts, credentials, keys, foreignHashing, prices, settings, users));
    }

    /** How usage is counted: by which calendar, and how long ledgers are kept. */
    public record Usage(Calendar calendar, Duration ledgerRetention) {}

    /** Begins to hear changes, which also reads accounts and standings. Returns at once, also while Redis is away. */
    public void start() {
        changes.start();
    }

    public Accounts accounts() {
        return accounts;
    }

    /** All kinds of records with sealed secrets. */
    public List<SealedRecords> sealedRecords() {
        return List.of(
                new RedisSealed(redis, "accounts", RedisKeys.ACCOUNT_RECORDS, StoredAccount::secretsIn),
                new RedisSealed(redis, "proxies", RedisKeys.PROXY_RECORDS, StoredNamedProxy::secretsIn),
                new RedisSealed(redis, "foreign hashing", RedisKeys.FOREIGN_HASHING, StoredHashing::secretsIn),
                new RedisSealed(redis, "credentials", RedisKeys.CREDENTIALS, StoredCredential::secretsIn));
    }

    public Proxies proxies() {
        return proxies;
    }

    /** All kinds of records that a backup holds, in the order in which they can be restored. */
    public List<Shelf> shelves() {
        return shelves;
    }

    public Standings standings() {
        return standings;
    }

    public Groups groups() {
        return groups;
    }

    public Checks checks() {
        return checks;
    }

    public Quotas quotas() {
        return quotas;
    }

    public Credentials credentials() {
        return credentials;
    }

    public PendingSignIns pendingSignIns() {
        return pendingSignIns;
    }

    public Keys keys() {
        return keys;
    }

    public ForeignHashing foreignHashing() {
        return foreignHashing;
    }

    public Gate gate() {
        return gate;
    }

    public Leases leases() {
        return leases;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Journal journal() {
        return journal;
    }

    public Archive archive() {
        return archive;
    }

    public Counters counters() {
        return counters;
    }

    public Claims claims() {
        return claims;
    }

    public Refusals refusals() {
        return refusals;
    }

    public Links links() {
        return links;
    }

    public Users users() {
        return users;
    }

    public AuditLog auditLog() {
        return new RedisAuditLog(redis);
    }

    public PriceOverrides priceOverrides() {
        return prices;
    }

    public SharedPrices sharedPrices() {
        return new RedisSharedPrices(redis, claims);
    }

    public UnpricedModels unpricedModels() {
        return unpriced;
    }

    public OriginRules originRules() {
        return settings.origins();
    }

    public SavedSettings savedSettings() {
        return settings.saved();
    }

    /** Whether Redis answers now. */
    public boolean isReachable() {
        try {
            redis.ask(UnifiedJedis::ping);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        changes.close();
        redis.close();
    }
}

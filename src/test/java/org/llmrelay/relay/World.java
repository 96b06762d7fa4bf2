package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.llmrelay.account.Account;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Passes;
import org.llmrelay.account.Standing;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Callers;
import org.llmrelay.admission.Habits;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Span;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.InMemoryKeys;
import org.llmrelay.key.KeyMint;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Rule;
import org.llmrelay.pricing.InMemoryPriceOverrides;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.renewal.RenewalNotes;
import org.llmrelay.renewal.ScriptedOAuth;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settlement.Cashier;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.settlement.SettlementEvents;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;
import org.llmrelay.upstream.Answer;
import org.llmrelay.usage.InMemoryJournal;
import org.llmrelay.usage.InMemoryLedger;
import org.llmrelay.usage.LedgerEntry;

/** Everything around the engine, in memory; each account answers with what was laid ready for it, in order. */
final class World implements SchedulingEvents, SettlementEvents, RelayEvents {
    static final String KEY = "k";
    private final PriceBook prices = new PriceBook(
            new InMemoryPriceOverrides(),
            new PricesConfig(null, null, Path.of("none")),
            new PricingNotes(),
            () -> this.now);

    private final KeyMint mint = new KeyMint(new byte[32]);
    private final Secret text = mint.mint();
    private final InMemoryKeys keys = new InMemoryKeys();
    final InMemoryStandings standings = new InMemoryStandings(() -> this.now);
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    private final InMemoryGate gate = new InMemoryGate(() -> this.now);
    private final InMemoryLeases leases = new InMemoryLeases(() -> this.now, gate);
    final InMemoryLedger ledger = new InMemoryLedger(gate, leases);
    private final Map<String, Deque<CompletableFuture<Answer>>> ready = new HashMap<>();
    /** The tokens that requests were signed with, in order. */
    final List<String> tokens = new CopyOnWriteArrayList<>();

    final List<String> asked = new CopyOnWriteArrayList<>();
    final InMemoryJournal journal = new InMemoryJournal();
    final OpenCalls openCalls = new OpenCalls(journal, leases);
    private final AtomicInteger calls = new AtomicInteger();
    boolean storeAway;
    RelaySettings settings = RelaySettings.DEFAULTS;
    volatile Instant now = Instant.EPOCH;

    final InMemoryRefusals refusals = new InMemoryRefusals();
    final InMemoryCredentials credentials = new InMemoryCredentials(() -> this.now);
    final ScriptedOAuth oauth = new ScriptedOAuth();
    private final Renewal renewal = new Renewal(
            new Renewal.Stores(accounts, credentials, standings),
            new OAuthKinds(List.of(new PlainProvider(), new SignedInProvider(oauth)), Map.of()),
            new Renewal.Ways(
                    request -> new CompletableFuture<>(), Runnable::run, () -> now, new Random(7), new RenewalNotes()));

    private final RelayEngine engine = new RelayEngine(
            new Admission(
                    new Callers(mint, keys, () -> now),
                    new Admission.Stations(new ClosableGate(), new Habits(), (call, key, usage, worst) -> 0),
                    () -> settings,
                    () -> now),
            new RefusalBook(refusals, Runnable::run),
            new RelayEngine.Stations(
                    new Dialects(List.of(new PlainDialect())),
                    new Providers(List.of(new PlainProvider(), new SignedInProvider(oauth), new WrappingProvider())),
                    new Scheduler(
                            new Scheduler.Sources(
                                    accounts, new InMemoryGroups(), standings, new InMemoryQuotas(), leases),
                            () -> settings,
                            this,
                            () -> now),
                    renewal,
                    request -> {
                        asked.add(request.route().owner());
                        request.headers().first("authorization").ifPresent(tokens::add);
                        return ready.getOrDefault(request.route().owner(), new ArrayDeque<>())
                                .remove();
                    },
                    new Cashier(new Pricer(prices::table, Pricer.Policy.USUAL)),
                    new Settlement(
                            ledger,
                            Runnable::run,
                            this,
                            new UnpricedAlarm(new InMemoryUnpricedModels(), new PricingNotes(), () -> now)),
                    openCalls,
                    new Habits(),
                    () -> settings,
                    Runnable::run,
                    this,
                    () -> now));

    World() {
        keys.save(new ApiKey(KEY, new ApiKey.Imprint(mint.hash(text), ""), Grant.named(KEY), null, Instant.EPOCH));
    }

    void accounts(String... ids) {
        int age = 0;
        for (String id : ids) {
            accounts.save(new Account(
                    id,
                    "plain",
                    new Account.Profile(id, true, 50),
                    new Account.Connection(Map.of(), Map.of(), Map.of()),
                    Instant.EPOCH.plusSeconds(age++)));
        }
    }

    /** An account of {@link WrappingProvider}'s, older than all others. */
    void wrapping(String id) {
        accounts.save(new Account(
                id,
                WrappingProvider.KIND,
                new Account.Profile(id, true, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                Instant.EPOCH.minusSeconds(1)));
    }

    /** An account that has signed in, with a token that lives for an hour. */
    void signedIn(String id) {
        accounts.save(new Account(
                id,
                SignedInProvider.KIND,
                new Account.Profile(id, true, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                Instant.EPOCH));
        credentials.save(id, Passes.credential(Passes.pass("first token", "refresh", now.plusSeconds(3600)), now));
    }

    FakeExchange answers(String account, FakeExchange exchange) {
        answersLater(account).complete(new Answer.Answered(exchange));
        return exchange;
    }

    void unanswered(String account, FailureKind kind) {
        answersLater(account).complete(new Answer.Unanswered(UpstreamFault.silent(kind)));
    }

    void breaksOffStaleConnection(String account) {
        UpstreamFault stale = new UpstreamFault(FailureKind.UPSTREAM_BROKE_OFF, UpstreamFault.Reach.REQUEST, 0, null);
        answersLater(account).complete(new Answer.Unanswered(stale));
    }

    CompletableFuture<Answer> answersLater(String account) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        ready.computeIfAbsent(account, id -> new ArrayDeque<>()).add(answer);
        return answer;
    }

    void call(FakeSink sink) {
        call(sink, text);
    }

    void call(FakeSink sink, Secret presented) {
        call(sink, presented, Operation.GENERATE);
    }

    void count(FakeSink sink) {
        call(sink, text, Operation.COUNT_TOKENS);
    }

    private void call(FakeSink sink, Secret presented, Operation operation) {
        Body body = Body.wrap("{}".getBytes(StandardCharsets.UTF_8));
        Call.Request request = new Call.Request("POST", "/v1/messages", null, Headers.NONE, body);
        Facts facts = new Facts("m", "m", new Span(0, 0), 0, true, null);
        engine.relay(
                new Call(new CallId("c" + calls.incrementAndGet()), "plain", "claude", operation, request, facts, now),
                presented,
                sink);
    }

    /** Sets the key's limits. */
    void limits(Limits limits) {
        ApiKey key = keys.find(KEY).orElseThrow();
        keys.save(key.with(key.grant().with(limits)));
    }

    long spent(Rule rule) {
        return gate.meters(KEY, List.of(rule)).get(0).spent();
    }

    LedgerEntry booked() {
        assertThat(ledger.latest(KEY, 10)).hasSize(1);
        return ledger.latest(KEY, 10).get(0);
    }

    List<String> resting() {
        return accounts.all().stream()
                .map(Account::id)
                .filter(id -> !standings.of(id).equals(Standing.GOOD))
                .toList();
    }

    long slotsHeld() {
        return gate.inside(KEY)
                + accounts.all().stream().mapToLong(a -> leases.running(a.id())).sum();
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Override
    public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

    @Override
    public void accountRecovered(String account, String family) {}

    @Override
    public void callBooked(LedgerEntry entry) {}

    @Override
    public void bookingPostponed(int waiting) {}

    @Override
    public void bookingLost(String call) {}

    @Override
    public void bookingFailed(int entries, Throwable cause) {}

    @Override
    public void callRefused(String call, RelayFailure why) {}

    @Override
    public void limitOverrun(String call, String limit) {}

    @Override
    public void nodeLost(String node, int calls) {}

    @Override
    public void callEnded(String call, Outcome outcome) {}

    @Override
    public void callBroke(String call, Throwable cause) {
        throw new AssertionError(cause);
    }

    /** The gate, which can be out of reach. */
    private final class ClosableGate implements Gate {
        @Override
        public Entry enter(Entrant entrant) {
            if (storeAway) {
                throw new StoreUnavailableException("away", new IllegalStateException());
            }
            return gate.enter(entrant);
        }

        @Override
        public Entry use(String key, List<Hold> holds) {
            if (storeAway) {
                throw new StoreUnavailableException("away", new IllegalStateException());
            }
            return gate.use(key, holds);
        }

        @Override
        public String pass(Entrant entrant) {
            return gate.pass(entrant);
        }

        @Override
        public long inside(String key) {
            return gate.inside(key);
        }

        @Override
        public List<Meter> meters(String key, List<Rule> rules) {
            return gate.meters(key, rules);
        }

        @Override
        public void carry(String key, List<Carried> spent) {
            gate.carry(key, spent);
        }

        @Override
        public int turnOver(List<Ruled> keys) {
            return gate.turnOver(keys);
        }

        @Override
        public void reset(String key, List<Rule> rules) {
            gate.reset(key, rules);
        }
    }
}

package org.llmrelay.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.call.Body;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.renewal.Access;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.BodyGatherer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * The models that callers of dialects can ask for: what the upstreams of the enabled accounts list, and the names in the accounts' model maps. Listings are
 * remembered for a while; an upstream that is slow to list leaves its models out this time. Thread-safe.
 */
public final class ModelCatalog {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration FORGIVEN = Duration.ofSeconds(30);
    /** Claude Code waits three seconds for a listing. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int LISTING_BYTES = 2 << 20;

    private final Accounts accounts;
    private final Providers providers;
    private final Renewal renewal;
    private final Upstream upstream;
    private final InstantSource clock;
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();

    private record Listing(Account account, CompletableFuture<List<ModelEntry>> models, Instant asked) {}

    public ModelCatalog(
            Accounts accounts, Providers providers, Renewal renewal, Upstream upstream, InstantSource clock) {
        this.accounts = accounts;
        this.providers = providers;
        this.renewal = renewal;
        this.upstream = upstream;
        this.clock = clock;
    }

    /** The models that callers of a service can ask for in any of these dialects, newest first. Completes normally within a few seconds; never blocks. */
    public CompletableFuture<List<ModelEntry>> models(String service, String... dialects) {
        Set<String> kinds = Arrays.stream(dialects)
                .flatMap(dialect -> providers.kindsFor(dialect, service).stream())
                .collect(Collectors.toUnmodifiableSet());
        List<Account> serving = accounts.all().stream()
                .filter(a -> a.isEnabled() && kinds.contains(a.kind()))
                .toList();
        List<CompletableFuture<List<ModelEntry>>> asked =
                serving.stream().map(this::listing).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> union(serving, asked));
    }

    private CompletableFuture<List<ModelEntry>> listing(Account account) {
        Instant now = clock.instant();
        return listings.compute(
                        account.id(),
                        (id, known) -> isGood(known, account, now) ? known : new Listing(account, ask(account), now))
                .models();
    }

    private static boolean isGood(@Nullable Listing known, Account account, Instant now) {
        if (known == null || !known.account().equals(account)) {
            return false;
        }
        boolean empty =
                known.models().isDone() && known.models().getNow(List.of()).isEmpty();
        return known.asked().plus(empty ? FORGIVEN : REMEMBERED).isAfter(now);
    }

    private CompletableFuture<List<ModelEntry>> ask(Account account) {
        return renewal.fresh(account)
                .thenCompose(access -> access instanceof Access.Ready ready
                        ? askReady(ready.account())
                        : CompletableFuture.completedFuture(List.<ModelEntry>of()))
                .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<List<ModelEntry>> askReady(Account account) {
        Timeouts timeouts = new Timeouts(PATIENCE, PATIENCE);
        return providers
                .ofKind(account.kind())
                .flatMap(provider ->
                        provider.prepareModelListing(account, timeouts).map(request -> ask(provider, request)))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    private CompletableFuture<List<ModelEntry>> ask(Provider provider, UpstreamRequest request) {
        return upstream.open(request)
                .thenCompose(ModelCatalog::body)
                .thenApply(provider::readModelListing)
                .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(broken -> List.of());
    }

    private static CompletableFuture<Body> body(Answer answer) {
        if (answer instanceof Answer.Answered answered && answered.exchange().status() == 200) {
            return BodyGatherer.gather(answered.exchange(), LISTING_BYTES);
        }
        if (answer instanceof Answer.Answered refused) {
            refused.exchange().close();
        }
        return CompletableFuture.completedFuture(Body.EMPTY);
    }

    private static List<ModelEntry> union(List<Account> serving, List<CompletableFuture<List<ModelEntry>>> listed) {
        Map<String, ModelEntry> byId = new TreeMap<>();
        listed.stream()
                .flatMap(models -> models.getNow(List.of()).stream())
                .forEach(model -> byId.putIfAbsent(model.id(), model));
        mapped(serving).forEach(model -> byId.putIfAbsent(model.id(), model));
        Comparator<ModelEntry> newestFirst =
                Comparator.comparing(ModelEntry::created).reversed();
        return byId.values().stream()
                .sorted(newestFirst.thenComparing(ModelEntry::id))
                .toList();
    }

    private static Stream<ModelEntry> mapped(List<Account> serving) {
        return serving.stream().flatMap(account -> account.connection().models().keySet().stream()
                .map(id -> new ModelEntry(id, id, account.created())));
    }
}

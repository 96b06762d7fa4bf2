package org.llmrelay.provider.anthropic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.ModelListing;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.RetryAfter;
import org.llmrelay.provider.UpstreamBody;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Accounts that are reached with an API key at Anthropic or at an upstream that speaks like it. Thread-safe. */
public final class AnthropicProvider implements Provider {
    private static final String VERSION_HEADER = "anthropic-version";
    private static final String VERSION = "2023-06-01";

    private final InstantSource clock;

    /** Goes by the system's clock. */
    public AnthropicProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public AnthropicProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "anthropic";
    }

    @Override
    public String label() {
        return "Anthropic API key";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("anthropic");
    }

    @Override
    public List<AccountField> fields() {
        return ConnectionForm.FIELDS;
    }

    @Override
    public List<String> mistakesIn(Account.Connection connection) {
        return ConnectionForm.mistakesIn(connection);
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        Call.Request asked = call.request();
        BaseUrl base = ConnectionForm.baseUrl(account.connection());
        return new UpstreamRequest(
                asked.method(),
                base.resolve(asked.path(), asked.query()),
                signed(asked.headers(), account, base),
                UpstreamBody.of(call, account),
                account.route(),
                timeouts);
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        BaseUrl base = ConnectionForm.baseUrl(account.connection());
        return Optional.of(new UpstreamRequest(
                "GET",
                base.resolve("/v1/models", "limit=1000"),
                signed(Headers.of("accept", "application/json"), account, base),
                Body.EMPTY,
                account.route(),
                timeouts));
    }

    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        if (model == null) {
            return prepareModelListing(account, timeouts);
        }
        BaseUrl base = ConnectionForm.baseUrl(account.connection());
        String json = "{\"model\":" + literal(account.upstreamModel(model))
                + ",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Optional.of(new UpstreamRequest(
                "POST",
                base.resolve("/v1/messages", null),
                signed(Headers.of("accept", "application/json", "content-type", "application/json"), account, base),
                Body.wrap(json.getBytes(StandardCharsets.UTF_8)),
                account.route(),
                timeouts));
    }

    private static String literal(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static Headers signed(Headers headers, Account account, BaseUrl base) {
        Account.Connection connection = account.connection();
        Headers versioned = headers.first(VERSION_HEADER).isPresent() ? headers : headers.with(VERSION_HEADER, VERSION);
        return ConnectionForm.credential(connection).sign(versioned, ConnectionForm.apiKey(connection), base.host());
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return ModelListing.read(listing);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return Verdict.on(status).map(verdict -> fault(verdict, status, headers));
    }

    @Override
    public boolean tellsMoreInItsBody(int status) {
        return status == 400 || status == 401 || status == 402 || status == 403 || status == 429;
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers, Body body) {
        return Grievance.in(status, body, clock.instant()).or(() -> faultIn(status, headers));
    }

    @Override
    public Quota quotaIn(Headers headers) {
        return UnifiedQuota.in(headers);
    }

    private UpstreamFault fault(Verdict verdict, int status, Headers headers) {
        Instant now = clock.instant();
        Duration asked = RetryAfter.in(headers, now);
        if (verdict.kind() != FailureKind.UPSTREAM_RATE_LIMITED) {
            return verdict.fault(status, asked);
        }
        RateLimits limits = new RateLimits(headers, now);
        return verdict.reaching(limits.reach()).fault(status, asked == null ? limits.untilReset() : asked);
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        if (!first.name().equals("error")) {
            return Optional.empty();
        }
        return Verdict.on(Verdict.statusOf(ErrorEvent.typeIn(first.data()))).map(verdict -> verdict.fault(200, null));
    }
}

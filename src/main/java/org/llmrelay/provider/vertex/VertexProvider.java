package org.llmrelay.provider.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.TurnedExchange;
import org.llmrelay.provider.WholeBodyTurn;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;
import org.llmrelay.wire.JsonMembers;

/** Claude at Vertex AI, by service account. Answers are Anthropic's own; errors may be Google's. Thread-safe. */
public final class VertexProvider implements Provider {
    private static final String PUBLISHER = "anthropic";
    private static final String VERSION = "\"vertex-2023-10-16\"";
    private static final String CHECK = "{\"anthropic_version\":" + VERSION
            + ",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final Pattern DATED = Pattern.compile("(claude-.*)-(\\d{8})");
    /** The only name that Vertex does not make as it makes all others. */
    private static final String ODD = "claude-3-5-sonnet-20241022";

    private final ServiceTokens tokens;
    private final AnthropicProvider api;

    /** Goes by the system's clock. */
    public VertexProvider() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from, and times in answers compared with */
    public VertexProvider(InstantSource clock) {
        this.tokens = new ServiceTokens(clock);
        this.api = new AnthropicProvider(clock);
    }

    @Override
    public String kind() {
        return "vertex";
    }

    @Override
    public String label() {
        return "Google Vertex AI (Claude)";
    }

    @Override
    public Set<String> dialects() {
        return api.dialects();
    }

    @Override
    public Optional<Minting> minting() {
        return Optional.of(tokens);
    }

    @Override
    public List<AccountField> fields() {
        return VertexForm.FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return VertexForm.mistakesIn(connection);
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        String model = known(call.facts().model(), account);
        // What asks for a coding would get errors in it, which could not be told in Anthropic's form.
        Headers headers = call.request().headers().without(field -> field.isNamed("accept-encoding"));
        JsonMembers body = JsonMembers.of(call.request().body()).with("anthropic_version", VERSION);
        if (call.operation() == Operation.COUNT_TOKENS) {
            Body named = body.with("model", JsonMembers.literal(model)).body();
            return post("count-tokens:rawPredict", headers, named, account, timeouts);
        }
        String method = call.facts().streamed() ? ":streamRawPredict" : ":rawPredict";
        return post(encoded(model) + method, headers, body.without("model").body(), account, timeouts);
    }

    private static UpstreamRequest post(String below, Headers headers, Body body, Account account, Timeouts timeouts) {
        Connection connection = account.connection();
        return new UpstreamRequest(
                "POST",
                VertexForm.url(connection).resolve(VertexForm.models(connection, PUBLISHER) + below, null),
                headers.with(
                        "authorization",
                        "Bearer " + VertexForm.token(connection).reveal()),
                body,
                account.route(),
                timeouts);
    }

    private static String known(String asked, Account account) {
        if (account.maps(asked)) {
            return account.upstreamModel(asked);
        }
        if (asked.equals(ODD)) {
            return "claude-3-5-sonnet-v2@20241022";
        }
        Matcher dated = DATED.matcher(asked);
        return dated.matches() ? dated.group(1) + "@" + dated.group(2) : asked;
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, UTF_8).replace("+", "%20").replace("%40", "@");
    }

    /** Vertex lists no models of one project: callers see the names in the model map. */
    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.empty();
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return List.of();
    }

    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        if (model == null) {
            return Optional.empty();
        }
        Headers headers = Headers.of("accept", "application/json", "content-type", "application/json");
        Body body = Body.wrap(CHECK.getBytes(UTF_8));
        return Optional.of(post(encoded(known(model, account)) + ":rawPredict", headers, body, account, timeouts));
    }

    @Override
    public UpstreamExchange unwrapped(Call call, UpstreamExchange answer) {
        if (answer.status() < 400) {
            return answer;
        }
        Headers headers = answer.headers()
                .without(field -> field.isNamed("content-length"))
                .with("content-type", "application/json");
        return new TurnedExchange(
                answer, headers, new WholeBodyTurn(body -> ErrorForm.anthropics(answer.status(), body)));
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return api.faultIn(status, headers);
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return api.faultIn(first);
    }
}

package org.llmrelay.provider.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.gemini.GeminiProvider;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Gemini at Vertex AI, by service account: Gemini's own requests and answers at other addresses. Thread-safe. */
public final class VertexGeminiProvider implements Provider {
    private static final String CHECK =
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"maxOutputTokens\":1}}";

    private final ServiceTokens tokens;
    private final GeminiProvider api;

    /** Goes by the system's clock. */
    public VertexGeminiProvider() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from, and times in answers compared with */
    public VertexGeminiProvider(InstantSource clock) {
        this.tokens = new ServiceTokens(clock);
        this.api = new GeminiProvider(clock);
    }

    @Override
    public String kind() {
        return "vertex-gemini";
    }

    @Override
    public String label() {
        return "Google Vertex AI (Gemini)";
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
        Call.Request asked = call.request();
        String method = asked.path().substring(asked.path().lastIndexOf(':'));
        String model = account.upstreamModel(call.facts().model());
        return post(model + method, asked.query(), asked.headers(), asked.body(), account, timeouts);
    }

    private static UpstreamRequest post(
            String below, @Nullable String query, Headers headers, Body body, Account account, Timeouts timeouts) {
        Connection connection = account.connection();
        int method = below.lastIndexOf(':');
        String model = URLEncoder.encode(below.substring(0, method), UTF_8).replace("+", "%20");
        return new UpstreamRequest(
                "POST",
                VertexForm.url(connection)
                        .resolve(VertexForm.models(connection, "google") + model + below.substring(method), query),
                headers.with(
                        "authorization",
                        "Bearer " + VertexForm.token(connection).reveal()),
                body,
                account.route(),
                timeouts);
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
        return Optional.of(
                post(account.upstreamModel(model) + ":generateContent", null, headers, body, account, timeouts));
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return api.faultIn(status, headers);
    }

    @Override
    public boolean tellsMoreInItsBody(int status) {
        return api.tellsMoreInItsBody(status);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers, Body error) {
        return api.faultIn(status, headers, error);
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return api.faultIn(first);
    }
}

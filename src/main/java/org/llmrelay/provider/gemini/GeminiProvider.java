package org.llmrelay.provider.gemini;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Gemini API key accounts, at Google or at an upstream that speaks like it. Thread-safe. */
public final class GeminiProvider implements Provider {
    private static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://generativelanguage.googleapis.com",
            "Where the Gemini API lives, without its version");
    private static final AccountField API_KEY =
            new AccountField("api_key", "API key", Input.SECRET, true, null, "The key that the upstream gave you");
    private static final List<AccountField> FIELDS = List.of(BASE_URL, API_KEY);

    /** What people copy along with a base URL. */
    private static final List<String> SURPLUS = List.of("/v1beta/models", "/v1/models", "/models", "/v1beta", "/v1");

    private static final String MODELS = "/models/";
    private static final String CHECK =
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"maxOutputTokens\":1}}";

    private final Answers answers;

    /** Goes by the system's clock. */
    public GeminiProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public GeminiProvider(InstantSource clock) {
        this.answers = new Answers(clock);
    }

    @Override
    public String kind() {
        return "gemini";
    }

    @Override
    public String label() {
        return "Gemini API key";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("gemini");
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection).mistakes();
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        Call.Request asked = call.request();
        return new UpstreamRequest(
                asked.method(),
                baseUrl(account).resolve(path(call, account), asked.query()),
                signed(asked.headers(), account),
                asked.body(),
                account.route(),
                timeouts);
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.of(new UpstreamRequest(
                "GET",
                baseUrl(account).resolve("/v1beta/models", "pageSize=1000"),
                signed(Headers.of("accept", "application/json"), account),
                Body.EMPTY,
                account.route(),
                timeouts));
    }

    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        if (model == null) {
            return prepareModelListing(account, timeouts);
        }
        String path = "/v1beta" + MODELS + encoded(account.upstreamModel(model)) + ":generateContent";
        return Optional.of(new UpstreamRequest(
                "POST",
                baseUrl(account).resolve(path, null),
                signed(Headers.of("accept", "application/json", "content-type", "application/json"), account),
                Body.wrap(CHECK.getBytes(StandardCharsets.UTF_8)),
                account.route(),
                timeouts));
    }

    private static BaseUrl baseUrl(Account account) {
        String url = account.connection()
                .field(BASE_URL.name())
                .filter(text -> !text.isBlank())
                .orElse("https://generativelanguage.googleapis.com");
        return BaseUrl.of(url, SURPLUS);
    }

    /** Never in the query: addresses end up in the logs of proxies. */
    private static Headers signed(Headers headers, Account account) {
        Secret key = account.connection()
                .secret(API_KEY.name())
                .orElseThrow(() -> new IllegalArgumentException("api_key: missing (expected: the upstream's key)"));
        return headers.with("x-goog-api-key", key.reveal());
    }

    /** The path names the model. */
    private static String path(Call call, Account account) {
        String path = call.request().path();
        String asked = call.facts().model();
        String known = account.upstreamModel(asked);
        if (known.equals(asked)) {
            return path;
        }
        int from = path.indexOf(MODELS) + MODELS.length();
        return path.substring(0, from) + encoded(known) + path.substring(path.lastIndexOf(':'));
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return ModelNames.read(listing);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return answers.faultIn(status, headers, GoogleError.UNTOLD);
    }

    @Override
    public boolean tellsMoreInItsBody(int status) {
        return Answers.tellMoreInTheirBody(status);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers, Body error) {
        return answers.faultIn(status, headers, error);
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return answers.faultIn(first);
    }
}

package org.llmrelay.provider.azure;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Clientele;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.SmallTalk;
import org.llmrelay.provider.UpstreamBody;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.provider.openai.OpenAiFaults;
import org.llmrelay.secret.Secret;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Azure OpenAI accounts: deployments of one resource. The model map says which deployment serves a model; one serves all others. Thread-safe. */
public final class AzureProvider implements Provider {
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("v1|preview|\\d{4}-\\d{2}-\\d{2}(-preview)?");
    private static final String USUAL_VERSION = "2025-04-01-preview";
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "base_url",
                    "Endpoint",
                    Input.URL,
                    true,
                    null,
                    "Such as https://name.openai.azure.com, without a path"),
            new AccountField(
                    "deployment",
                    "Deployment",
                    Input.TEXT,
                    true,
                    null,
                    "The deployment for models that the model map does not name"),
            new AccountField("api_version", "API version", Input.TEXT, false, USUAL_VERSION, "As Azure names it"),
            new AccountField("api_key", "API key", Input.SECRET, true, null, "A key of the resource"));

    private final OpenAiFaults faults;

    /** Goes by the system's clock. */
    public AzureProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public AzureProvider(InstantSource clock) {
        this.faults = new OpenAiFaults(clock);
    }

    @Override
    public String kind() {
        return "azure-openai";
    }

    @Override
    public String label() {
        return "Azure OpenAI";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("openai", "openai-chat", "openai-embeddings");
    }

    /** Azure's own addresses lead here and nowhere else; OpenAI's lead here too. */
    @Override
    public Clientele clientele() {
        return new Clientele(Set.of("azure"), true);
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .that("deployment", DEPLOYMENT.asMatchPredicate(), "must be 1 to 64 letters, digits and . _ -")
                .that("api_version", VERSION.asMatchPredicate(), "must be a version such as 2025-04-01-preview or v1")
                .mistakes();
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        Call.Request asked = call.request();
        Connection connection = account.connection();
        AzureAddress base = AzureAddress.of(text(connection, "base_url"), version(connection));
        String deployment = deployment(call, account);
        Body body = base.isNamedInBody(asked.path())
                ? UpstreamBody.naming(deployment, call)
                : UpstreamBody.of(call, account);
        return new UpstreamRequest(
                asked.method(),
                base.resolve(deployment, asked.path(), asked.query()),
                signed(asked.headers(), connection),
                body,
                account.route(),
                timeouts);
    }

    private static String deployment(Call call, Account account) {
        String asked = call.facts().model();
        String mapped = account.connection().models().get(asked);
        return mapped == null ? text(account.connection(), "deployment") : mapped;
    }

    private static Headers signed(Headers headers, Connection connection) {
        Secret key = connection
                .secret("api_key")
                .orElseThrow(() -> new IllegalArgumentException("api_key: missing (expected: a key of the resource)"));
        return headers.with("api-key", key.reveal());
    }

    private static String version(Connection connection) {
        String version = text(connection, "api_version");
        return version.isEmpty() ? USUAL_VERSION : version;
    }

    private static String text(Connection connection, String field) {
        return connection.field(field).map(String::strip).orElse("");
    }

    /** Asks the deployment, as Azure has no request that costs nothing and shows whether a deployment is there. */
    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        Connection connection = account.connection();
        AzureAddress base = AzureAddress.of(text(connection, "base_url"), version(connection));
        String deployment = model == null
                ? text(connection, "deployment")
                : connection.models().getOrDefault(model, text(connection, "deployment"));
        return Optional.of(new UpstreamRequest(
                "POST",
                base.resolve(deployment, "/v1/chat/completions", null),
                signed(SmallTalk.HEADERS, connection),
                SmallTalk.chat(deployment),
                account.route(),
                timeouts));
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return faults.in(status, headers);
    }

    @Override
    public boolean tellsMoreInItsBody(int status) {
        return faults.tellsMoreInItsBody(status);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers, Body error) {
        return faults.in(status, headers, error);
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return faults.in(first);
    }
}

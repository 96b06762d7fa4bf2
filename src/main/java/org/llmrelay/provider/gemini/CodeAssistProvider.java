package org.llmrelay.provider.gemini;

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
import org.llmrelay.call.Operation;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.Bearer;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.SmallTalk;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Gemini accounts by OAuth, which are called through Code Assist and charged to a project. Code Assist lists no models. Thread-safe. */
public final class CodeAssistProvider implements Provider {
    private static final String USUAL_URL = "https://cloudcode-pa.googleapis.com";
    private static final AccountField BASE_URL =
            new AccountField("base_url", "Base URL", Input.URL, false, USUAL_URL, "Where Code Assist lives");
    private static final AccountField PROJECT = new AccountField(
            "project",
            "Project",
            Input.TEXT,
            false,
            null,
            "The project to charge; left out for the one that is found after signing in");
    private static final List<AccountField> FIELDS = List.of(BASE_URL, PROJECT);

    private final GeminiSignIn signIn;
    private final Answers answers;

    /** Goes by the system's clock. */
    public CodeAssistProvider() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from, and times in answers compared with */
    public CodeAssistProvider(InstantSource clock) {
        this.signIn = new GeminiSignIn(clock);
        this.answers = new Answers(clock);
    }

    @Override
    public String kind() {
        return "gemini-oauth";
    }

    @Override
    public String label() {
        return "Gemini by sign-in";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("gemini-code-assist");
    }

    @Override
    public Optional<OAuth> oauth() {
        return Optional.of(signIn);
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
                base(account).resolve(asked.path(), asked.query()),
                Bearer.signed(asked.headers(), account),
                body(call, account),
                account.route(),
                timeouts);
    }

    private static BaseUrl base(Account account) {
        return BaseUrl.of(value(account, BASE_URL).orElse(USUAL_URL), List.of());
    }

    /** Without a model, what everybody asks first, which costs nothing; with one, a word of it. */
    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        String project = value(account, PROJECT)
                .map(id -> ",\"project\":" + SmallTalk.literal(id))
                .orElse("");
        Body body = SmallTalk.body(
                model == null
                        ? "{\"metadata\":{}}"
                        : "{\"model\":" + SmallTalk.literal(account.upstreamModel(model)) + project
                                + ",\"request\":{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Say ok\"}]}]}}");
        return Optional.of(new UpstreamRequest(
                "POST",
                base(account)
                        .resolve(model == null ? "/v1internal:loadCodeAssist" : "/v1internal:generateContent", null),
                Bearer.signed(SmallTalk.HEADERS, account),
                body,
                account.route(),
                timeouts));
    }

    /** A count names no project. What a caller names is another account's, or none. */
    private static Body body(Call call, Account account) {
        Body body = call.request().body();
        String asked = call.facts().model();
        String known = account.upstreamModel(asked);
        if (!known.equals(asked)) {
            body = Envelope.withModel(body, call.facts().modelSpan(), known);
        }
        Optional<String> project = value(account, PROJECT);
        return project.isPresent() && call.operation() == Operation.GENERATE
                ? Envelope.withProject(body, project.get())
                : body;
    }

    private static Optional<String> value(Account account, AccountField field) {
        return account.connection().field(field.name()).map(String::strip).filter(text -> !text.isEmpty());
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

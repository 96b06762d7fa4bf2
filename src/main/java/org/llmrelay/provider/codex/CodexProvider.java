package org.llmrelay.provider.codex;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Bearer;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.SmallTalk;
import org.llmrelay.provider.UpstreamBody;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.provider.openai.ApiAddress;
import org.llmrelay.provider.openai.OpenAiFaults;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * OpenAI accounts by OAuth, with which Codex works. Requests go on as they came, with the account's token and id: what the API for Codex does not take from
 * other programs, it refuses in its own words. It has no listing of models that could be asked for without a
 * client's version: callers see the names in the model map. Thread-safe.
 */
public final class CodexProvider implements Provider {
    private static final String USUAL_BASE = "https://chatgpt.com/backend-api/codex";
    private static final String ACCOUNT_HEADER = "chatgpt-account-id";
    private static final List<AccountField> FIELDS = List.of(
            new AccountField("base_url", "Base URL", Input.URL, false, USUAL_BASE, "Where the API for Codex lives"));

    private final InstantSource clock;
    private final CodexSignIn signIn;
    private final OpenAiFaults faults;

    /** Goes by the system's clock. */
    public CodexProvider() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from, and times in answers compared with */
    public CodexProvider(InstantSource clock) {
        this.clock = clock;
        this.signIn = new CodexSignIn(clock);
        this.faults = new OpenAiFaults(clock);
    }

    @Override
    public String kind() {
        return "openai-oauth";
    }

    @Override
    public String label() {
        return "OpenAI by sign-in";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("openai");
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
                base(account.connection()).resolve(asked.path(), asked.query()),
                signed(asked.headers(), account),
                UpstreamBody.of(call, account),
                account.route(),
                timeouts);
    }

    private static ApiAddress base(Connection connection) {
        return ApiAddress.of(
                connection.field("base_url").filter(text -> !text.isBlank()).orElse(USUAL_BASE));
    }

    private static Headers signed(Headers headers, Account account) {
        Headers signed = Bearer.signed(headers.without(field -> field.isNamed(ACCOUNT_HEADER)), account);
        return account.connection()
                .field(CodexSignIn.ACCOUNT_ID)
                .filter(FieldCheck::isWord)
                .map(id -> signed.with(ACCOUNT_HEADER, id))
                .orElse(signed);
    }

    /** Without a model there is nothing to ask for. */
    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        return Optional.ofNullable(model)
                .map(asked -> new UpstreamRequest(
                        "POST",
                        base(account.connection()).resolve("/v1/responses", null),
                        signed(SmallTalk.HEADERS.with("accept", "text/event-stream"), account),
                        SmallTalk.streamedResponse(account.upstreamModel(asked)),
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
    public Quota quotaIn(Headers headers) {
        return CodexWindows.in(headers, clock.instant());
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return faults.in(first);
    }
}

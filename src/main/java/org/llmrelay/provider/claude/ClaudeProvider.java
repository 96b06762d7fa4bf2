package org.llmrelay.provider.claude;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.secret.Secret;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Claude accounts by OAuth. All that they have in common with API keys is left to {@link AnthropicProvider}. Thread-safe. */
public final class ClaudeProvider implements Provider {
    /** Without this beta the API takes no OAuth token. */
    static final String OAUTH_BETA = "oauth-2025-04-20";

    private static final String BETA_HEADER = "anthropic-beta";
    private static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://api.anthropic.com",
            "Where the Messages API lives, without /v1");

    private final AnthropicProvider api;
    private final ClaudeSignIn signIn;

    /** Goes by the system's clock. */
    public ClaudeProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public ClaudeProvider(InstantSource clock) {
        this.api = new AnthropicProvider(clock);
        this.signIn = new ClaudeSignIn(clock);
    }

    @Override
    public String kind() {
        return "claude-oauth";
    }

    @Override
    public String label() {
        return "Claude by sign-in";
    }

    @Override
    public Set<String> dialects() {
        return api.dialects();
    }

    @Override
    public Optional<OAuth> oauth() {
        return Optional.of(signIn);
    }

    @Override
    public List<AccountField> fields() {
        return List.of(BASE_URL);
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        List<String> mistakes = new ArrayList<>();
        connection.fields().keySet().stream()
                .filter(name -> !name.equals(BASE_URL.name()))
                .forEach(name -> mistakes.add(name + ": is no field of this kind of account"));
        connection.secrets().keySet().forEach(name -> mistakes.add(name + ": is no field of this kind of account"));
        mistakes.addAll(api.mistakesIn(withKey(connection, Secret.of("any"))));
        return mistakes;
    }

    /** The connection of an API key account whose key is the token. */
    private static Connection withKey(Connection connection, Secret token) {
        Map<String, String> fields = new HashMap<>();
        connection.field(BASE_URL.name()).ifPresent(url -> fields.put(BASE_URL.name(), url));
        fields.put("auth", "bearer");
        return new Connection(fields, Map.of("api_key", token), connection.models(), connection.way());
    }

    private static Account withKey(Account account) {
        return account.with(withKey(account.connection(), Bearer.token(account)));
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return withBeta(api.prepare(call, withKey(account), timeouts));
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return api.prepareModelListing(withKey(account), timeouts).map(ClaudeProvider::withBeta);
    }

    private static UpstreamRequest withBeta(UpstreamRequest request) {
        return new UpstreamRequest(
                request.method(),
                request.uri(),
                withBeta(request.headers()),
                request.body(),
                request.route(),
                request.timeouts());
    }

    /** What the caller asked for stays as it is; the beta is added behind the last of it where it is missing. */
    private static Headers withBeta(Headers headers) {
        List<Headers.Field> fields = new ArrayList<>(headers.fields());
        int last = -1;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(BETA_HEADER)) {
                last = i;
                if (asksForOAuth(fields.get(i).value())) {
                    return headers;
                }
            }
        }
        if (last < 0) {
            return headers.with(BETA_HEADER, OAUTH_BETA);
        }
        Headers.Field field = fields.get(last);
        fields.set(last, new Headers.Field(field.name(), field.value() + "," + OAUTH_BETA));
        return Headers.of(fields);
    }

    private static boolean asksForOAuth(String betas) {
        return Arrays.stream(betas.split(",", -1)).anyMatch(beta -> beta.strip().equals(OAUTH_BETA));
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return api.readModelListing(listing);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return api.faultIn(status, headers);
    }

    @Override
    public Quota quotaIn(Headers headers) {
        return api.quotaIn(headers);
    }

    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        return api.prepareCheck(withKey(account), model, timeouts).map(ClaudeProvider::withBeta);
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

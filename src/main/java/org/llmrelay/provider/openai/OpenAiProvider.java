package org.llmrelay.provider.openai;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** Accounts that are reached with an API key at OpenAI, or at an upstream that speaks Responses like it. Thread-safe. */
public final class OpenAiProvider implements Provider {
    private static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://api.openai.com/v1",
            "Where the API lives, with its version: OpenAI, or anybody who speaks its Responses");

    private final OpenAiApi api = new OpenAiApi(BASE_URL);
    private final OpenAiFaults faults;

    /** Goes by the system's clock. */
    public OpenAiProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public OpenAiProvider(InstantSource clock) {
        this.faults = new OpenAiFaults(clock);
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public String label() {
        return "OpenAI API key";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("openai", "openai-chat", "openai-embeddings");
    }

    @Override
    public List<AccountField> fields() {
        return api.fields();
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(api.fields(), connection).mistakes();
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return api.prepare(call, account, timeouts);
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return api.prepareModelListing(account, timeouts);
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return api.readModelListing(listing);
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

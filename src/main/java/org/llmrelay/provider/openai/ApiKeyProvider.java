package org.llmrelay.provider.openai;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.SmallTalk;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** What accounts share that are reached with an API key at an API like OpenAI's. Thread-safe. */
abstract class ApiKeyProvider implements Provider {
    private final OpenAiApi api;
    private final OpenAiFaults faults;

    /** @param clock what times in answers are compared with */
    ApiKeyProvider(AccountField baseUrl, InstantSource clock) {
        this.api = new OpenAiApi(baseUrl);
        this.faults = new OpenAiFaults(clock);
    }

    @Override
    public final List<AccountField> fields() {
        return api.fields();
    }

    @Override
    public final List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(api.fields(), connection).mistakes();
    }

    @Override
    public final UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return api.prepare(call, account, timeouts);
    }

    @Override
    public final Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return api.prepareModelListing(account, timeouts);
    }

    @Override
    public final Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        if (model == null) {
            return prepareModelListing(account, timeouts);
        }
        String known = account.upstreamModel(model);
        return Optional.of(
                dialects().contains("openai")
                        ? api.prepareQuestion(account, "/v1/responses", SmallTalk.response(known), timeouts)
                        : api.prepareQuestion(account, "/v1/chat/completions", SmallTalk.chat(known), timeouts));
    }

    @Override
    public final List<ModelEntry> readModelListing(Body listing) {
        return api.readModelListing(listing);
    }

    @Override
    public final Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return faults.in(status, headers);
    }

    @Override
    public final boolean tellsMoreInItsBody(int status) {
        return faults.tellsMoreInItsBody(status);
    }

    @Override
    public final Optional<UpstreamFault> faultIn(int status, Headers headers, Body error) {
        return faults.in(status, headers, error);
    }

    @Override
    public final Optional<UpstreamFault> faultIn(SseEvent first) {
        return faults.in(first);
    }
}

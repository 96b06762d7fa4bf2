package org.llmrelay.provider.droid;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.Clientele;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.openai.OpenAiFaults;
import org.llmrelay.secret.Secret;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** What accounts at Factory share, however they got their credential. Thread-safe. */
abstract class FactoryProvider implements Provider {
    /** Errors in all the dialects that are spoken there have words in common, which tell what they mean. */
    private final OpenAiFaults faults;

    FactoryProvider(InstantSource clock) {
        this.faults = new OpenAiFaults(clock);
    }

    /** What a request is sent with; {@code conversation}: what tells it from others, or null. */
    abstract Secret credential(Account account, @Nullable String conversation);

    @Override
    public final Set<String> dialects() {
        return FactoryApi.DIALECTS;
    }

    @Override
    public final Clientele clientele() {
        return FactoryApi.CLIENTELE;
    }

    @Override
    public final UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return FactoryApi.prepare(
                call, account, credential(account, call.facts().sessionOrNull()), timeouts);
    }

    /** Factory tells of no listing: callers see the names in the model map. */
    @Override
    public final Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.empty();
    }

    @Override
    public final List<ModelEntry> readModelListing(Body listing) {
        return List.of();
    }

    @Override
    public final Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        return model == null
                ? Optional.empty()
                : Optional.of(FactoryApi.prepareCheck(account, model, credential(account, null), timeouts));
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

package org.llmrelay.relay;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.account.Account;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** A provider for {@link PlainDialect}: 429, 500 and 529 are faults, and so is an event named error. */
class PlainProvider implements Provider {
    private static final Map<Integer, FailureKind> FAULTS = Map.of(
            429, FailureKind.UPSTREAM_RATE_LIMITED,
            500, FailureKind.UPSTREAM_ERROR,
            529, FailureKind.UPSTREAM_OVERLOADED);

    @Override
    public String kind() {
        return "plain";
    }

    @Override
    public String label() {
        return "Plain";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("plain");
    }

    @Override
    public List<AccountField> fields() {
        return List.of();
    }

    @Override
    public List<String> mistakesIn(Account.Connection connection) {
        return List.of();
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return new UpstreamRequest(
                "POST",
                URI.create("http://" + account.id() + "/"),
                Headers.NONE,
                call.request().body(),
                account.route(),
                timeouts);
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.empty();
    }

    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        return List.of();
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return Optional.ofNullable(FAULTS.get(status))
                .map(kind -> new UpstreamFault(kind, Reach.ACCOUNT, status, null));
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return first.name().equals("error")
                ? Optional.of(new UpstreamFault(FailureKind.UPSTREAM_ERROR, Reach.ACCOUNT, 200, null))
                : Optional.empty();
    }
}

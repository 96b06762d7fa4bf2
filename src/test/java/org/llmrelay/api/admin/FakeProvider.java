package org.llmrelay.api.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.account.Account;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Provider;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** A kind of account for tests, which can be set up and not called. */
final class FakeProvider implements Provider {
    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public String label() {
        return "Fake upstream";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("anthropic");
    }

    @Override
    public List<AccountField> fields() {
        return List.of(
                new AccountField(
                        "api_key", "API key", AccountField.Input.SECRET, true, null, "As the provider shows it."),
                new AccountField(
                        "base_url", "Base URL", AccountField.Input.URL, false, "https://fake.example", "Where it is."),
                new AccountField("region", "Region", AccountField.Input.TEXT, false, null, "Where it is, in words."));
    }

    @Override
    public List<String> mistakesIn(Account.Connection connection) {
        List<String> mistakes = new ArrayList<>();
        if (connection.secret("api_key").isEmpty()) {
            mistakes.add("api_key: is needed");
        }
        if (connection.field("base_url").filter(url -> !url.startsWith("http")).isPresent()) {
            mistakes.add("base_url: must be an http or https address");
        }
        if (connection.models().containsKey("")) {
            mistakes.add("models: an entry lacks a model");
        }
        if (connection.field("region").isPresent()
                && connection.field("base_url").isPresent()) {
            mistakes.add("Either a region or an address, not both");
        }
        return mistakes;
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        throw new UnsupportedOperationException();
    }
}

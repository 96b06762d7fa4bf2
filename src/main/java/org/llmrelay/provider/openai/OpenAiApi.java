package org.llmrelay.provider.openai;

import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.ModelListing;
import org.llmrelay.provider.SmallTalk;
import org.llmrelay.provider.UpstreamBody;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** How upstreams are called that take an API key as OpenAI does. Thread-safe. */
final class OpenAiApi {
    static final AccountField API_KEY =
            new AccountField("api_key", "API key", Input.SECRET, true, null, "The key that the upstream gave you");

    private final AccountField baseUrl;

    /** {@code baseUrl}: the field that says where the API lives. */
    OpenAiApi(AccountField baseUrl) {
        this.baseUrl = baseUrl;
    }

    List<AccountField> fields() {
        return List.of(baseUrl, API_KEY);
    }

    UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        Call.Request asked = call.request();
        return new UpstreamRequest(
                asked.method(),
                base(account).resolve(asked.path(), asked.query()),
                signed(asked.headers(), account.connection()),
                UpstreamBody.of(call, account),
                account.route(),
                timeouts);
    }

    Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.of(new UpstreamRequest(
                "GET",
                base(account).resolve("/v1/models", null),
                signed(Headers.of("accept", "application/json"), account.connection()),
                Body.EMPTY,
                account.route(),
                timeouts));
    }

    /** A question at a path such as {@code /v1/responses}. */
    UpstreamRequest prepareQuestion(Account account, String path, Body body, Timeouts timeouts) {
        return new UpstreamRequest(
                "POST",
                base(account).resolve(path, null),
                signed(SmallTalk.HEADERS, account.connection()),
                body,
                account.route(),
                timeouts);
    }

    List<ModelEntry> readModelListing(Body listing) {
        return ModelListing.read(listing);
    }

    private ApiAddress base(Account account) {
        String fallback = baseUrl.fallback() == null ? "" : baseUrl.fallback();
        return ApiAddress.of(account.connection()
                .field(baseUrl.name())
                .filter(text -> !text.isBlank())
                .orElse(fallback));
    }

    private static Headers signed(Headers headers, Connection connection) {
        Secret key = connection
                .secret(API_KEY.name())
                .orElseThrow(() -> new IllegalArgumentException("api_key: missing (expected: the upstream's key)"));
        return headers.with("authorization", "Bearer " + key.reveal());
    }
}

package org.llmrelay.provider.droid;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.Clientele;
import org.llmrelay.provider.UpstreamBody;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** How Factory's API for models is called: each dialect lives below a letter of its own. Requests go on as callers made them. Thread-safe. */
final class FactoryApi {
    static final Set<String> DIALECTS = Set.of("anthropic", "openai", "openai-chat");

    /** Factory's terms are for its own program: nobody else's calls are sent there, and its program's calls nowhere else. */
    static final Clientele CLIENTELE = new Clientele(Set.of("droid"), false);

    private static final String USUAL_BASE = "https://api.factory.ai/api/llm";
    static final AccountField BASE_URL = new AccountField(
            "base_url", "Base URL", Input.URL, false, USUAL_BASE, "Where Factory's API for models lives");

    private static final String MESSAGES = "/v1/messages";
    private static final String VERSION_HEADER = "anthropic-version";
    private static final String VERSION = "2023-06-01";

    private FactoryApi() {}

    static UpstreamRequest prepare(Call call, Account account, Secret credential, Timeouts timeouts) {
        Call.Request asked = call.request();
        return new UpstreamRequest(
                asked.method(),
                base(account.connection()).resolve(place(asked.path()), asked.query()),
                signed(asked.path(), asked.headers(), credential),
                UpstreamBody.of(call, account),
                account.route(),
                timeouts);
    }

    /** A word from a model, in the dialect that its name speaks for. */
    static UpstreamRequest prepareCheck(Account account, String model, Secret credential, Timeouts timeouts) {
        String known = account.upstreamModel(model);
        boolean isClaude = known.contains("claude");
        String path = isClaude ? MESSAGES : "/v1/responses";
        String json =
                "{\"model\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(known)) + "\","
                        + (isClaude
                                ? "\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                                : "\"max_output_tokens\":16,\"input\":\"Hi\"}");
        Headers plain = Headers.of("accept", "application/json", "content-type", "application/json");
        return new UpstreamRequest(
                "POST",
                base(account.connection()).resolve(place(path), null),
                signed(path, plain, credential),
                Body.wrap(json.getBytes(StandardCharsets.UTF_8)),
                account.route(),
                timeouts);
    }

    private static BaseUrl base(Connection connection) {
        String url = connection
                .field(BASE_URL.name())
                .filter(text -> !text.isBlank())
                .orElse(USUAL_BASE);
        return BaseUrl.of(url, List.of());
    }

    private static String place(String path) {
        return (path.startsWith(MESSAGES) ? "/a" : "/o") + path;
    }

    private static Headers signed(String path, Headers headers, Secret credential) {
        boolean lacksVersion =
                path.startsWith(MESSAGES) && headers.first(VERSION_HEADER).isEmpty();
        Headers versioned = lacksVersion ? headers.with(VERSION_HEADER, VERSION) : headers;
        return versioned.with("authorization", "Bearer " + credential.reveal());
    }
}

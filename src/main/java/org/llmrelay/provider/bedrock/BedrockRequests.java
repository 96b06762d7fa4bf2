package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;
import org.llmrelay.wire.JsonMembers;

/** Makes requests as Bedrock wants them: the model in the path, version and betas in the body, a signature or a bearer key. Thread-safe. */
final class BedrockRequests {
    private static final String VERSION = "\"bedrock-2023-05-31\"";
    private static final String CHECK = "{\"anthropic_version\":" + VERSION
            + ",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String JSON = "application/json";
    private static final String CONTENT_TYPE = "content-type";

    private final InstantSource clock;

    /** @param clock what requests are dated by */
    BedrockRequests(InstantSource clock) {
        this.clock = clock;
    }

    UpstreamRequest call(Call call, Account account, Timeouts timeouts) {
        Connection connection = account.connection();
        String id = ModelIds.of(call.facts().model(), account, BedrockForm.profile(connection));
        Headers headers = call.request().headers().without(field -> isNotForBedrock(field.name()));
        if (call.operation() == Operation.COUNT_TOKENS) {
            return post(ModelIds.withoutProfile(id) + "/count-tokens", headers, counted(call), account, timeouts);
        }
        String method = call.facts().streamed() ? "/invoke-with-response-stream" : "/invoke";
        return post(id + method, headers, asked(call, connection), account, timeouts);
    }

    /** A word from a model. */
    UpstreamRequest check(Account account, String model, Timeouts timeouts) {
        String id = ModelIds.of(model, account, BedrockForm.profile(account.connection()));
        Headers headers = Headers.of("accept", JSON, CONTENT_TYPE, JSON);
        return post(id + "/invoke", headers, Body.wrap(CHECK.getBytes(UTF_8)), account, timeouts);
    }

    /** The models that the region has of Anthropic's. */
    UpstreamRequest listing(Account account, Timeouts timeouts) {
        URI uri = BedrockForm.control(account.connection()).resolve("/foundation-models", "byProvider=anthropic");
        Headers headers = Headers.of("accept", JSON);
        return new UpstreamRequest(
                "GET", uri, signed("GET", uri, headers, Body.EMPTY, account), Body.EMPTY, account.route(), timeouts);
    }

    private UpstreamRequest post(String below, Headers headers, Body body, Account account, Timeouts timeouts) {
        int method = below.lastIndexOf('/');
        // A model's id may be an ARN, whose slashes and colons are no path's.
        String id = URLEncoder.encode(below.substring(0, method), UTF_8).replace("+", "%20");
        URI uri = BedrockForm.runtime(account.connection()).resolve("/model/" + id + below.substring(method), null);
        return new UpstreamRequest(
                "POST", uri, signed("POST", uri, headers, body, account), body, account.route(), timeouts);
    }

    private Headers signed(String method, URI uri, Headers headers, Body body, Account account) {
        Connection connection = account.connection();
        Secret bearer = BedrockForm.bearer(connection).orElse(null);
        if (bearer != null) {
            return headers.with("authorization", "Bearer " + bearer.reveal());
        }
        Signature signature = new Signature(BedrockForm.region(connection), "bedrock");
        @Nullable String type = headers.first(CONTENT_TYPE).orElse(null);
        return headers.and(signature.fields(
                new Signature.Letter(method, uri, type, body), BedrockForm.accessKey(connection), clock.instant()));
    }

    /** What stands in the body here, what asks for an answer that could not be turned, and what only a signature may hold. */
    private static boolean isNotForBedrock(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("anthropic-") || lower.equals("accept-encoding") || lower.startsWith("x-amz");
    }

    private static Body asked(Call call, Connection connection) {
        JsonMembers body = JsonMembers.of(call.request().body())
                .without("model")
                .without("stream")
                .with("anthropic_version", VERSION);
        List<String> betas = betas(call.request().headers(), connection);
        return (betas.isEmpty() ? body : body.withIfMissing("anthropic_beta", JsonMembers.literals(betas))).body();
    }

    private static List<String> betas(Headers headers, Connection connection) {
        return headers.stream()
                .filter(field -> field.isNamed("anthropic-beta"))
                .flatMap(field -> Arrays.stream(field.value().split(",", -1)))
                .map(String::strip)
                .filter(beta -> !beta.isEmpty() && BedrockForm.passes(beta, connection))
                .distinct()
                .toList();
    }

    /** Counted is a whole request for an answer, wrapped; it must say how long the answer may be. */
    private static Body counted(Call call) {
        Body plain = JsonMembers.of(call.request().body())
                .without("model")
                .with("anthropic_version", VERSION)
                .withIfMissing("max_tokens", "1")
                .body();
        String encoded = Base64.getEncoder().encodeToString(plain.array());
        return Body.wrap(("{\"input\":{\"invokeModel\":{\"body\":\"" + encoded + "\"}}}").getBytes(UTF_8));
    }
}

package org.llmrelay.provider.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Pass;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.secret.Secret;

/** Asks an authorization server for tokens and reads its answer. Thread-safe. */
public final class TokenEndpoint {
    static final String EXPIRES_IN = "expires_in";

    /** Grants that these words are said of will never be good again. A client that is wrong is the deployment's fault and can be mended. */
    private static final Set<String> FINAL = Set.of(
            "invalid_grant",
            "refresh_token_reused",
            "refresh_token_expired",
            "refresh_token_invalidated",
            "invalid_refresh_token",
            "token_revoked",
            "access_denied",
            "expired_token");

    private static final Set<String> PENDING = Set.of("authorization_pending", "slow_down");
    private static final int LONGEST_CODE = 64;
    private static final long LONGEST_LIFE_SECONDS = 10L * 366 * 24 * 3600;

    private final Encoding encoding;
    private final Function<JsonNode, Map<String, String>> facts;
    private final InstantSource clock;

    /** {@code facts}: what an answer tells about the account. */
    public TokenEndpoint(Encoding encoding, Function<JsonNode, Map<String, String>> facts, InstantSource clock) {
        this.encoding = encoding;
        this.facts = facts;
        this.clock = clock;
    }

    /** Asks with these parameters, among them the kind of grant. */
    public CompletableFuture<TokenAnswer> ask(OAuthClient client, Errand errand, Map<String, String> parameters) {
        return ask(client.value(OAuthSettings.TOKEN_URL), errand, parameters);
    }

    /** Asks at an address. */
    public CompletableFuture<TokenAnswer> ask(String address, Errand errand, Map<String, String> parameters) {
        Headers headers = Headers.of("content-type", encoding.mediaType());
        return errand.post(address, headers, encoding.write(parameters)).thenApply(this::read);
    }

    private TokenAnswer read(Errand.Reply reply) {
        if (reply.status() == 0) {
            return new TokenAnswer.Unclear(reply.text());
        }
        JsonNode body = Json.read(reply.text());
        String access = body.path("access_token").asText("");
        if (reply.status() == 200 && !access.isBlank()) {
            return new TokenAnswer.Granted(pass(body, access));
        }
        String code = errorIn(body);
        if (PENDING.contains(code)) {
            return new TokenAnswer.Pending();
        }
        boolean refused = reply.status() >= 400 && reply.status() < 500 && reply.status() != 429;
        return refused && !code.isEmpty()
                ? new TokenAnswer.Refused(code, FINAL.contains(code))
                : new TokenAnswer.Unclear("status-" + reply.status());
    }

    private Pass pass(JsonNode body, String access) {
        String refresh = body.path("refresh_token").asText("");
        String scopes = body.path("scope").asText("").strip();
        return new Pass(
                Secret.of(access),
                refresh.isBlank() ? null : Secret.of(refresh),
                expiry(body, access),
                scopes.isEmpty() ? List.of() : Arrays.asList(scopes.split(" +", -1)),
                facts.apply(body));
    }

    private @Nullable Instant expiry(JsonNode body, String access) {
        JsonNode seconds = body.path(EXPIRES_IN);
        if (seconds.canConvertToLong() && seconds.asLong() > 0) {
            return clock.instant().plusSeconds(Math.min(seconds.asLong(), LONGEST_LIFE_SECONDS));
        }
        long told = Claims.in(access).path("exp").asLong(0);
        return told > 0 ? Instant.ofEpochSecond(Math.min(told, Integer.MAX_VALUE * 2L)) : null;
    }

    /** {@code {"error":"…"}} as the standard says, or {@code {"error":{"code":"…","type":"…"}}} as others do. */
    private static String errorIn(JsonNode body) {
        JsonNode error = body.path("error");
        String code = error.isObject()
                ? error.path("code").asText(error.path("type").asText(""))
                : error.asText(body.path("code").asText(""));
        String plain = code.toLowerCase(Locale.ROOT);
        return plain.length() <= LONGEST_CODE && plain.matches("[a-z0-9_.-]+") ? plain : "";
    }
}

package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.wire.JsonMembers;

/** Errors as AWS tells them, what they mean, and how Anthropic would have told them. */
final class AwsError {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Meaning INVALID = new Meaning("invalid_request_error", null, Reach.REQUEST);
    private static final Meaning UNKNOWN_KEY =
            new Meaning("authentication_error", FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT);
    /** A key that is none, or was lent for a time that is over. */
    private static final Meaning DEAD_KEY =
            new Meaning("authentication_error", FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, true);

    private static final Meaning LIMITED =
            new Meaning("rate_limit_error", FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL);
    private static final Meaning BUSY = new Meaning("overloaded_error", FailureKind.UPSTREAM_OVERLOADED, Reach.MODEL);
    private static final Meaning BROKEN = new Meaning("api_error", FailureKind.UPSTREAM_ERROR, Reach.MODEL);
    private static final Meaning SLOW = new Meaning("timeout_error", FailureKind.UPSTREAM_TIMED_OUT, Reach.MODEL);
    private static final Meaning FORBIDDEN =
            new Meaning("permission_error", FailureKind.UPSTREAM_FORBIDDEN, Reach.MODEL);
    /** Another region, or another account, may well have the model. */
    private static final Meaning NO_MODEL = new Meaning("not_found_error", FailureKind.UPSTREAM_FORBIDDEN, Reach.MODEL);

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("validationexception", INVALID),
            Map.entry("unrecognizedclientexception", DEAD_KEY),
            Map.entry("invalidsignatureexception", UNKNOWN_KEY),
            Map.entry("incompletesignatureexception", UNKNOWN_KEY),
            Map.entry("missingauthenticationtokenexception", UNKNOWN_KEY),
            Map.entry("expiredtokenexception", DEAD_KEY),
            Map.entry("invalidclienttokenid", DEAD_KEY),
            Map.entry("accessdeniedexception", FORBIDDEN),
            Map.entry("resourcenotfoundexception", NO_MODEL),
            Map.entry("throttlingexception", LIMITED),
            Map.entry("servicequotaexceededexception", LIMITED),
            Map.entry("serviceunavailableexception", BUSY),
            Map.entry("modelnotreadyexception", BUSY),
            Map.entry("modeltimeoutexception", SLOW),
            Map.entry("modelerrorexception", BROKEN),
            Map.entry("modelstreamerrorexception", BROKEN),
            Map.entry("internalserverexception", BROKEN));

    private AwsError() {}

    /**
     * What an error means.
     *
     * @param type Anthropic's word for it
     * @param kind null where it is the caller's own doing
     * @param lasting whether waiting does not mend it
     */
    record Meaning(String type, @Nullable FailureKind kind, Reach reach, boolean lasting) {
        Meaning(String type, @Nullable FailureKind kind, Reach reach) {
            this(type, kind, reach, false);
        }
    }

    /** By the field in which AWS names the error; empty where it does not, or nobody knows the name. */
    static Optional<Meaning> named(Headers headers) {
        return headers.first("x-amzn-errortype").flatMap(AwsError::named);
    }

    private static Optional<Meaning> named(String name) {
        // Such as ThrottlingException:http://internal.amazon.com/…
        String bare = name.strip().split("[:,]", 2)[0];
        return Optional.ofNullable(MEANINGS.get(bare.toLowerCase(Locale.ROOT)));
    }

    /** The error event for an exception within a stream. */
    static byte[] event(String exception, String message) {
        String type = named(exception).map(Meaning::type).orElse("api_error");
        return ("event: error\ndata: " + error(type, message) + "\n\n").getBytes(UTF_8);
    }

    /** The body of an error as Anthropic tells it; what is no error of AWS's stays as it is. */
    static Body body(Headers headers, int status, Body told) {
        String message = message(told.array());
        if (message.isEmpty()) {
            return told;
        }
        String type = named(headers).map(Meaning::type).orElseGet(() -> typeOf(status));
        return Body.wrap(error(type, message).getBytes(UTF_8));
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + JsonMembers.literal(message)
                + "}}";
    }

    /** AWS writes the member in two ways. */
    static String message(byte[] body) {
        try {
            JsonNode error = JSON.readTree(body);
            return error.path("message").asText(error.path("Message").asText(""));
        } catch (IOException e) {
            return "";
        }
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 400, 422 -> INVALID.type();
            case 401 -> UNKNOWN_KEY.type();
            case 403 -> FORBIDDEN.type();
            case 404 -> NO_MODEL.type();
            case 413 -> "request_too_large";
            case 429 -> LIMITED.type();
            case 503 -> BUSY.type();
            default -> BROKEN.type();
        };
    }
}

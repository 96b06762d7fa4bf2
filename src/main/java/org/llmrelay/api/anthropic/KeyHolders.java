package org.llmrelay.api.anthropic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.llmrelay.admission.Identity;
import org.llmrelay.api.Credentials;
import org.llmrelay.api.Doorkeeper;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.key.ApiKey;

/** Lets holders of a key that works see something, and counts nothing. Thread-safe. */
public final class KeyHolders {
    private final Doorkeeper doorkeeper;
    private final AnthropicFailures failures;

    public KeyHolders(Doorkeeper doorkeeper, AnthropicFailures failures) {
        this.doorkeeper = doorkeeper;
        this.failures = failures;
    }

    /** {@code shown} makes the answer for the holder of the request's key. */
    Response show(HttpServletRequest request, Function<ApiKey, Response> shown) {
        Identity identity = doorkeeper.identify(Credentials.of(request));
        return identity instanceof Identity.Known known
                ? shown.apply(known.key())
                : refusal(((Identity.Unknown) identity).why());
    }

    /** The answer for a request whose key does not work. */
    Optional<Response> refusalOf(HttpServletRequest request) {
        Identity identity = doorkeeper.identify(Credentials.of(request));
        return identity instanceof Identity.Unknown unknown ? Optional.of(refusal(unknown.why())) : Optional.empty();
    }

    Response refusal(RelayFailure why) {
        return failures.response(why);
    }

    static Response json(Object shape) {
        return Response.ok(Json.bytes(shape), MediaType.APPLICATION_JSON_TYPE).build();
    }
}

package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.Permit;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Rights;

/** Lets holders of a key that works see something, and counts nothing. Thread-safe. */
public final class KeyHolders {
    private final Doorkeeper doorkeeper;
    private final String service;
    private final DialectFailures failures;

    /** {@code service}: what callers come for here, as the rights of keys name it. */
    public KeyHolders(Doorkeeper doorkeeper, String service, DialectFailures failures) {
        this.doorkeeper = doorkeeper;
        this.service = service;
        this.failures = failures;
    }

    /** {@code shown} makes the answer for the holder of the request's key. */
    public Response show(HttpServletRequest request, Function<ApiKey, Response> shown) {
        Identity identity = doorkeeper.identify(Credentials.of(request));
        return identity instanceof Identity.Known known
                ? shown.apply(known.key())
                : refusal(((Identity.Unknown) identity).why());
    }

    /** What a request for {@code path} at the provider may see, or why it may see nothing. */
    public Admittance admittance(HttpServletRequest request, String path) {
        Identity identity = doorkeeper.identify(Credentials.of(request));
        if (identity instanceof Identity.Known known) {
            Permit permit = new Permit(known.key().rights());
            Optional<Refusal> objection =
                    permit.objection(new Permit.Visit(service, path, request.getHeader("user-agent")));
            return new Admittance(permit, objection.map(this::refusal).orElse(null));
        }
        return new Admittance(new Permit(Rights.ALL), refusal(((Identity.Unknown) identity).why()));
    }

    /** {@code refusal}: null for who is let in. */
    public record Admittance(Permit permit, @Nullable Response refusal) {}

    public Response refusal(RelayFailure why) {
        return failures.response(why);
    }
}

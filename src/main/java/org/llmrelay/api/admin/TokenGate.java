package org.llmrelay.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.Problem;
import org.llmrelay.api.Gate;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.Sessions;

/** Takes in the body of a request only from an operator who is signed in: nobody else's file costs memory. Thread-safe. */
final class TokenGate implements Gate {
    private final Sessions sessions;
    private final Predicate<HttpServletRequest> isGuarded;
    private final Gate bodies;

    /** @param bodies takes bodies in */
    TokenGate(Sessions sessions, Predicate<HttpServletRequest> isGuarded, Gate bodies) {
        this.sessions = sessions;
        this.isGuarded = isGuarded;
        this.bodies = bodies;
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        Optional<Problem> objection = isGuarded.test(request) ? said(request) : Optional.empty();
        if (objection.isEmpty()) {
            return bodies.passes(request, response);
        }
        refuse(response, objection.get());
        return false;
    }

    private Optional<Problem> said(HttpServletRequest request) {
        try {
            return objection(request);
        } catch (StoreUnavailableException e) {
            return Optional.of(Problem.storeUnavailable());
        }
    }

    private Optional<Problem> objection(HttpServletRequest request) {
        Optional<Identity> identity =
                SignedInFilter.bearer(request.getHeader("authorization")).flatMap(sessions::identify);
        if (identity.isEmpty()) {
            return Optional.of(Problem.notSignedIn());
        }
        return identity.get().role().mayChange() ? Optional.empty() : Optional.of(Problem.notAllowed());
    }

    private static void refuse(HttpServletResponse response, Problem problem) {
        try {
            byte[] text = Json.MAPPER.writeValueAsBytes(problem);
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setHeader("Cache-Control", "no-store");
            if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"LLM Relay\"");
            }
            // The rest of the body is not waited for.
            response.setHeader("Connection", "close");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        } catch (IOException e) {
            // The caller is gone, which is his business.
            return;
        }
    }
}

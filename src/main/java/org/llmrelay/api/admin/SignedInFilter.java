package org.llmrelay.api.admin;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.Sessions;

/** Asks for a token, and lets viewers only read. */
@SignedInOnly
@Priority(Priorities.AUTHENTICATION)
public final class SignedInFilter implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;

    public SignedInFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Identity identity = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(sessions::identify)
                .orElseThrow(() -> new ProblemException(Problem.notSignedIn()));
        if (!READING.contains(request.getMethod()) && !identity.role().mayChange() && !isOwn(request)) {
            throw new ProblemException(Problem.notAllowed());
        }
        request.setSecurityContext(new SignedInContext(identity));
    }

    /** Everybody may change their own password. */
    private static boolean isOwn(ContainerRequestContext request) {
        return request.getUriInfo().getPath().endsWith(AdminPath.ROOT + "/session/password");
    }

    /** The token in a header, where it holds one. */
    static Optional<String> bearer(@Nullable String header) {
        return Optional.ofNullable(header)
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}

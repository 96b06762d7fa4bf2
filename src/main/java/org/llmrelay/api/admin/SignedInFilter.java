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
        Identity identity = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .flatMap(header -> sessions.identify(header.group(1)))
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
}

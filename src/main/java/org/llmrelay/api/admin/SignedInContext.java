package org.llmrelay.api.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.signin.Identity;

/** The identity behind a request, where JAX-RS looks for it. */
record SignedInContext(Identity identity) implements SecurityContext {

    /** Who sends a request that the filter has let in. */
    static Identity identity(ContainerRequestContext request) {
        if (request.getSecurityContext() instanceof SignedInContext context) {
            return context.identity();
        }
        throw new ProblemException(Problem.notSignedIn());
    }

    @Override
    public Principal getUserPrincipal() {
        return identity::username;
    }

    @Override
    public boolean isUserInRole(String role) {
        return identity.role().code().equals(role);
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}

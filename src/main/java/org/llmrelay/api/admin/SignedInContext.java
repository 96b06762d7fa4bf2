package org.llmrelay.api.admin;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.llmrelay.signin.Identity;

/** The identity behind a request, where JAX-RS looks for it. */
record SignedInContext(Identity identity) implements SecurityContext {

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

package org.llmrelay.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.llmrelay.signin.Identity;

/** A request of somebody who signed in. */
final class SignedInRequest extends HttpServletRequestWrapper {
    private static final String IDENTITY = Identity.class.getName();

    private final Identity identity;

    SignedInRequest(HttpServletRequest request, Identity identity) {
        super(request);
        this.identity = identity;
        request.setAttribute(IDENTITY, identity);
    }

    @Override
    public Principal getUserPrincipal() {
        return identity::username;
    }

    @Override
    public String getRemoteUser() {
        return identity.username();
    }

    @Override
    public boolean isUserInRole(String role) {
        return identity.role().code().equals(role);
    }
}

package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.SignInAnswer;
import org.llmrelay.signin.SignedIn;

/** Lets somebody in, and out. */
@Named
@RequestScoped
public class SignInBacking {
    private static final String HOME = "/web/dashboard";

    @Inject
    SignIn signIn;

    @Inject
    InstantSource clock;

    @Inject
    Acts acts;

    @Inject
    Words words;

    private @Nullable String username;
    private @Nullable String password;
    private @Nullable String to;

    public void signIn() throws IOException {
        if (username == null || password == null) {
            acts.wrong(words.of("sign-in.wrong"));
            return;
        }
        ExternalContext context = context();
        HttpServletRequest request = (HttpServletRequest) context.getRequest();
        try {
            enter(signIn.signIn(username, Secret.of(password), request.getRemoteAddr()), request);
        } catch (StoreUnavailableException e) {
            acts.wrong(words.of("problem.store-unavailable"));
        }
    }

    private void enter(SignInAnswer answer, HttpServletRequest request) throws IOException {
        if (answer instanceof SignedIn in) {
            Duration lasting = Duration.between(clock.instant(), in.identity().expires());
            SessionCookie.set(request, (HttpServletResponse) context().getResponse(), in.token(), lasting);
            // Whatever the session held before belongs to nobody now.
            request.changeSessionId();
            context().redirect(request.getContextPath() + target());
        } else if (answer instanceof SignInAnswer.TooSoon soon) {
            acts.wrong(words.of("sign-in.too-soon", Math.max(1, soon.pause().toSeconds())));
        } else {
            acts.wrong(words.of("sign-in.wrong"));
        }
    }

    /** Only pages of ours: anything else would let a link lead people who just signed in astray. */
    private String target() {
        return to != null && to.startsWith("/web/") && !to.contains("\\") && !to.contains("//") ? to : HOME;
    }

    public void signOut() throws IOException {
        ExternalContext context = context();
        HttpServletRequest request = (HttpServletRequest) context.getRequest();
        SessionCookie.clear(request, (HttpServletResponse) context.getResponse());
        // Emptied, not ended: the container would complain of the dashboard's open stream.
        context.getSessionMap().clear();
        context.redirect(request.getContextPath() + "/web/sign-in");
    }

    private static ExternalContext context() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    public @Nullable String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username;
    }

    public @Nullable String getPassword() {
        return null;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = to;
    }
}

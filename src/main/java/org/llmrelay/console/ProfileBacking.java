package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.llmrelay.admin.Desks;
import org.llmrelay.signin.SignedIn;

/** One's own password. */
@Named
@RequestScoped
public class ProfileBacking {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Words words;

    @Inject
    Visitor visitor;

    @Inject
    InstantSource clock;

    private final Map<String, Object> passwords = new HashMap<>();

    /** Changes it, ends one's other sessions and goes on with a new one. */
    public void change() {
        if (!Objects.equals(passwords.get("new_password"), passwords.get("again"))) {
            acts.wrong(words.of("profile.differ"));
            return;
        }
        Map<String, Object> fields = new HashMap<>(passwords);
        fields.remove("again");
        fields.values().removeIf(Objects::isNull);
        acts.look(() -> desks.house()
                        .people()
                        .changeOwnPassword(Shapes.form(fields), visitor.identity(), visitor.getAddress()))
                .ifPresent(this::goOn);
    }

    private void goOn(SignedIn fresh) {
        ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
        Duration lasting = Duration.between(clock.instant(), fresh.identity().expires());
        SessionCookie.set(
                (HttpServletRequest) context.getRequest(),
                (HttpServletResponse) context.getResponse(),
                fresh.token(),
                lasting);
        acts.note("users.password", visitor.getName());
        acts.done("profile.changed");
    }

    public Map<String, Object> getPasswords() {
        return passwords;
    }
}

package org.llmrelay.console.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Redirect;
import org.llmrelay.console.Shapes;
import org.llmrelay.key.KeyIssue;

/** One key: what is done with it. {@link KeyFacts} reads what is shown. */
@Named
@ViewScoped
public class KeyBacking implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient IssuedKeys issued;

    @Inject
    transient KeyFacts facts;

    private String id = "";
    private String range = "30d";

    /** Reads the key before the page is drawn, so that it can say what went wrong. */
    public void load() {
        facts.of(id, range).getKey();
    }

    public void renew() throws IOException {
        Optional<KeyIssue.Issued> renewed =
                acts.change("keys.renew", id, () -> desks.keys().renew(id));
        if (renewed.isPresent()) {
            issued.show(List.of(IssuedKeyBody.of(renewed.get())));
        }
    }

    public void toggle(boolean on) {
        acts.change("keys.change", id, () -> desks.keys().change(id, Shapes.form(Map.of("enabled", on))))
                .ifPresent(key -> acts.done(on ? "key.enabled" : "key.disabled", key.name()));
        facts.forget();
    }

    public void resetLimits() {
        if (acts.change("keys.limits.reset", id, () -> desks.keys().resetLimits(id))
                .isPresent()) {
            acts.done("key.limits-reset");
            facts.forget();
        }
    }

    public void delete() throws IOException {
        String name = Shapes.text(facts.of(id, range).getKey(), "name");
        if (acts.change("keys.delete", id, this::removed).isPresent()) {
            acts.done("key.deleted", name);
            Redirect.to("/web/keys");
        }
    }

    private boolean removed() {
        desks.keys().delete(id);
        return true;
    }

    public void makeLink() {
        acts.change("keys.link", id, () -> desks.registry().holders().makeLink(id))
                .ifPresent(facts::show);
    }

    public void revokeLink() {
        if (acts.change(() -> desks.registry().holders().revokeLink(id))) {
            acts.note("keys.link.delete", id);
            acts.done("key.link-revoked");
        }
    }

    public KeyFacts getFacts() {
        return facts.of(id, range);
    }

    public String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id == null ? "" : id;
    }

    public String getRange() {
        return range;
    }

    public void setRange(@Nullable String range) {
        this.range = range == null ? "30d" : range;
    }
}

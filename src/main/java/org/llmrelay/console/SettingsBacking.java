package org.llmrelay.console;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.OriginsBody;
import org.llmrelay.admin.SettingsBody;

/** What an operator changes while the relay runs; only what was changed on the page is saved. */
@Named
@ViewScoped
public class SettingsBacking implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String PAGE = "/web/settings";

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Words words;

    private SettingsDraft draft = SettingsDraft.empty();
    private String origins = "";
    private String originsBefore = "";
    private transient @Nullable Part icon;

    @PostConstruct
    void load() {
        acts.look(() -> desks.house().settings().current()).ifPresent(settings -> draft = SettingsDraft.of(settings));
        acts.look(() -> desks.roads().origins().current()).ifPresent(rules -> showOrigins(rules.allowed()));
    }

    private void showOrigins(Collection<String> allowed) {
        originsBefore = String.join("\n", allowed);
        origins = originsBefore;
    }

    public void save() {
        Map<String, Object> changed = draft.changed();
        boolean isFine = takeIcon(changed) && (changed.isEmpty() || change(changed)) && saveOrigins();
        if (isFine) {
            acts.done("settings.saved");
            showAnew();
        }
    }

    private boolean takeIcon(Map<String, Object> changed) {
        Part uploaded = icon;
        if (uploaded == null || uploaded.getSize() == 0) {
            return true;
        }
        Optional<String> address = Uploads.icon(uploaded);
        address.ifPresent(found -> changed.put("branding.icon", found));
        if (address.isEmpty()) {
            acts.wrong(words.of("settings.icon-wrong"));
        }
        return address.isPresent();
    }

    private boolean change(Map<String, Object> values) {
        Optional<SettingsBody> saved = acts.change(
                "settings.set", "", () -> desks.house().settings().change(Shapes.form(draft.change(values))));
        saved.ifPresent(settings -> draft = SettingsDraft.of(settings));
        return saved.isPresent();
    }

    private boolean saveOrigins() {
        List<String> lines =
                Stream.of(origins.split("\\s+")).filter(line -> !line.isEmpty()).toList();
        if (String.join("\n", lines).equals(originsBefore)) {
            return true;
        }
        Optional<OriginsBody> saved = acts.change(
                "settings.origins.set",
                "",
                () -> OriginsBody.of(desks.roads().origins().change(Shapes.form(Map.of("allowed_origins", lines)))));
        saved.ifPresent(rules -> showOrigins(rules.allowedOrigins()));
        return saved.isPresent();
    }

    /** Goes back to what was deployed. */
    public void putBack(String name) {
        Map<String, Object> form = new HashMap<>();
        form.put(name, null);
        if (change(form)) {
            acts.done("settings.put-back-done");
            showAnew();
        }
    }

    /** After a form that came with a file the page is loaded anew; others are updated in place. */
    private static void showAnew() {
        if (FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            return;
        }
        try {
            Redirect.to(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SettingsDraft getDraft() {
        return draft;
    }

    public String getOrigins() {
        return origins;
    }

    public void setOrigins(@Nullable String origins) {
        this.origins = Objects.requireNonNullElse(origins, "");
    }

    public @Nullable Part getIcon() {
        return icon;
    }

    public void setIcon(@Nullable Part icon) {
        this.icon = icon;
    }
}

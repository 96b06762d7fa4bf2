package org.llmrelay.console.keys;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.SettingsBody;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;
import org.llmrelay.settings.TextSetting;

/** What new keys are limited by. */
@Named
@ViewScoped
public class NewKeysBacking implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String NAME = TextSetting.KEY_LIMITS.code();

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Show show;

    private LimitsDraft draft = LimitsDraft.of(Map.of(), "UTC");
    private boolean saved;
    private long version;

    @PostConstruct
    void load() {
        acts.look(() -> desks.house().settings().current()).ifPresent(this::read);
    }

    private void read(SettingsBody body) {
        version = body.version();
        saved = body.saved().contains(NAME);
        Object limits = body.values().get(NAME);
        draft = LimitsDraft.of(
                limits == null ? null : Shapes.of(limits), show.zone().getId());
    }

    public void save() {
        if (change(draft.toShape())) {
            acts.done("settings.saved");
        }
    }

    /** New keys are not limited. */
    public void putBack() {
        if (change(null)) {
            acts.done("settings.put-back-done");
        }
    }

    private boolean change(@Nullable Map<String, Object> limits) {
        Map<String, Object> values = new HashMap<>();
        values.put(NAME, limits);
        Optional<SettingsBody> changed = acts.change("settings.set", "", () -> desks.house()
                .settings()
                .change(Shapes.form(Map.of("version", version, "values", values))));
        changed.ifPresent(this::read);
        return changed.isPresent();
    }

    public LimitsDraft getDraft() {
        return draft;
    }

    public boolean isSaved() {
        return saved;
    }
}

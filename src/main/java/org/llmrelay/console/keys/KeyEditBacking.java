package org.llmrelay.console.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Redirect;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.settings.TextSetting;

/** Makes keys, one or many, and changes one. */
@Named
@ViewScoped
public class KeyEditBacking implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Show show;

    @Inject
    transient IssuedKeys issued;

    private @Nullable String id;
    private @Nullable KeyDraft draft;

    /** Reads the key, or another one as a model for a new one. */
    public void load(@Nullable String like) {
        String source = id == null ? like : id;
        if (source != null) {
            draft = acts.look(() -> Shapes.of(KeyBody.of(desks.keys().find(source))))
                    .map(key -> KeyDraft.of(key, show.zone()))
                    .orElse(null);
        }
        if (id == null) {
            draft = draft == null ? fresh() : copied(draft);
        }
    }

    /** With the limits that the settings give to new keys. */
    private KeyDraft fresh() {
        Object limits = desks.house().settings().current().values().get(TextSetting.KEY_LIMITS.code());
        return KeyDraft.fresh(limits == null ? Map.of() : Shapes.of(limits), show.zone());
    }

    private static KeyDraft copied(KeyDraft other) {
        other.getValues().put("count", 1L);
        other.getValues().put("name", null);
        return other;
    }

    public void save() throws IOException {
        Map<String, Object> shape = getDraft().toShape();
        if (id != null) {
            String known = id;
            if (acts.change("keys.change", known, () -> desks.keys().change(known, Shapes.form(shape)))
                    .isPresent()) {
                acts.done("key.saved", Shapes.text(shape, "name"));
                Redirect.to("/web/key?id=" + known);
            }
            return;
        }
        Optional<List<KeyIssue.Issued>> made = acts.change(() -> make(shape));
        if (made.isPresent()) {
            made.get().forEach(one -> acts.note("keys.create", one.key().id()));
            issued.show(made.get().stream().map(IssuedKeyBody::of).toList());
        }
    }

    private List<KeyIssue.Issued> make(Map<String, Object> shape) {
        long count = Shapes.number(getDraft().getValues(), "count").longValue();
        if (count == 1) {
            return List.of(desks.keys().create(Shapes.form(shape)));
        }
        shape.put("count", count);
        return desks.keys().createMany(Shapes.form(shape));
    }

    /** The accounts and groups that calls can be bound to, by id. */
    public List<Map.Entry<String, String>> getPlaces() {
        return acts.look(() -> {
                    List<Map.Entry<String, String>> places = new ArrayList<>();
                    desks.choices().groups().all().forEach(group -> places.add(Map.entry(group.id(), group.name())));
                    desks.accounts().all().forEach(account -> places.add(Map.entry(account.id(), account.name())));
                    return places;
                })
                .orElse(List.of());
    }

    public boolean isFound() {
        return draft != null;
    }

    public KeyDraft getDraft() {
        return draft == null ? KeyDraft.fresh(Map.of(), show.zone()) : draft;
    }

    public List<String> getServices() {
        return KeyDraft.SERVICES;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }
}

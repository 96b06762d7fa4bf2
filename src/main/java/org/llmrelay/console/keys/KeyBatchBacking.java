package org.llmrelay.console.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;

/** Changes the keys that are ticked in the list, all in the same way. */
@Named
@ViewScoped
public class KeyBatchBacking implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient KeysBacking keys;

    @Inject
    transient Show show;

    private boolean open;
    private boolean limited;
    private @Nullable String addTags;
    private @Nullable String removeTags;
    private @Nullable LimitsDraft limits;

    public void open() {
        open = true;
        limited = false;
        addTags = null;
        removeTags = null;
        limits = LimitsDraft.of(null, show.zone().getId());
    }

    public void close() {
        open = false;
    }

    public void replaceLimits() {
        limited = true;
    }

    public void apply() {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("add_tags", words(addTags));
        change.put("remove_tags", words(removeTags));
        if (limited) {
            change.put("limits", getLimits().toShape());
        }
        if (changed(change)) {
            open = false;
        }
    }

    public void toggle(boolean on) {
        changed(Map.of("enabled", on));
    }

    private boolean changed(Map<String, Object> change) {
        List<String> ids = keys.chosen();
        Map<String, Object> form = Map.of("ids", ids, "change", change);
        boolean isDone =
                acts.change(() -> desks.keys().changeMany(Shapes.form(form))).isPresent();
        if (isDone) {
            ids.forEach(id -> acts.note("keys.change", id));
            keys.refresh();
            acts.done("keys.changed", ids.size());
        }
        return isDone;
    }

    public void delete() {
        List<String> ids = keys.chosen();
        boolean isDone = acts.change(() -> ids.forEach(desks.keys()::delete));
        if (isDone) {
            ids.forEach(id -> acts.note("keys.delete", id));
            keys.setSelection(new ArrayList<>());
            keys.refresh();
            open = false;
            acts.done("keys.deleted", ids.size());
        }
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,，\n]"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    public boolean isOpen() {
        return open;
    }

    public boolean isLimited() {
        return limited;
    }

    public LimitsDraft getLimits() {
        return limits == null ? LimitsDraft.of(null, show.zone().getId()) : limits;
    }

    public @Nullable String getAddTags() {
        return addTags;
    }

    public void setAddTags(@Nullable String addTags) {
        this.addTags = addTags;
    }

    public @Nullable String getRemoveTags() {
        return removeTags;
    }

    public void setRemoveTags(@Nullable String removeTags) {
        this.removeTags = removeTags;
    }
}

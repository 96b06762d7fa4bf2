package org.llmrelay.console.keys;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.KeyQuery;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.key.KeyIssue;
import org.primefaces.model.LazyDataModel;

/** The list of keys. */
@Named
@ViewScoped
public class KeysBacking implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient KeyLists lists;

    @Inject
    transient IssuedKeys issued;

    private final KeyPlace place = new KeyPlace();
    private @Nullable LazyDataModel<Map<String, Object>> table;
    private List<Map<String, Object>> selection = new ArrayList<>();

    @PostConstruct
    void open() {
        table = new KeyTable(new KeyTable.Source() {
            @Override
            public Map<String, Object> list(@Nullable String sort, int first, int size) {
                place.moved(sort, first, size);
                return lists.list(place.query(), first, size);
            }

            @Override
            public int count() {
                return Shapes.number(getFacts(), "total").intValue();
            }

            @Override
            public Map<String, Object> find(String id) {
                return Map.of("id", id);
            }
        });
    }

    /** Reads the list before the page is drawn, so that it can say what went wrong. */
    public void load() {
        getFacts();
    }

    /** All keys that fit, whatever state they are in: a {@code KeyList} of the API. */
    public Map<String, Object> getFacts() {
        KeyQuery query = place.query();
        return lists.list(query, place.getFirst(), place.getRows());
    }

    public void renew(String id) throws IOException {
        Optional<KeyIssue.Issued> renewed =
                acts.change("keys.renew", id, () -> desks.keys().renew(id));
        if (renewed.isPresent()) {
            issued.show(List.of(IssuedKeyBody.of(renewed.get())));
        }
    }

    public void toggle(String id, boolean on) {
        acts.change("keys.change", id, () -> desks.keys().change(id, Shapes.form(Map.of("enabled", on))))
                .ifPresent(key -> said(on ? "key.enabled" : "key.disabled", key.name()));
    }

    public void delete(String id, String name) {
        if (acts.change("keys.delete", id, gone(id)).isPresent()) {
            selection.removeIf(row -> id.equals(row.get("id")));
            said("key.deleted", name);
        }
    }

    private Supplier<Boolean> gone(String id) {
        return () -> {
            desks.keys().delete(id);
            return true;
        };
    }

    public void restore(String id) {
        acts.change("keys.restore", id, () -> desks.keys().restore(id))
                .ifPresent(key -> said("key.restored", key.name()));
    }

    public void erase(String id, String name) {
        if (acts.change(() -> desks.keys().erase(id))) {
            acts.note("keys.deleted.delete", id);
            said("key.erased", name);
        }
    }

    private void said(String message, String name) {
        refresh();
        acts.done(message, name);
    }

    /** Something has changed: the table reads its rows again. */
    void refresh() {
        lists.forget();
        if (table != null) {
            table.setWrappedData(null);
        }
    }

    public KeyPlace getPlace() {
        return place;
    }

    public @Nullable LazyDataModel<Map<String, Object>> getTable() {
        return table;
    }

    public List<Map<String, Object>> getSelection() {
        return selection;
    }

    public void setSelection(@Nullable List<Map<String, Object>> selection) {
        this.selection = selection == null ? new ArrayList<>() : selection;
    }

    /** The ids of the rows that are ticked. */
    List<String> chosen() {
        return selection.stream().map(row -> Shapes.text(row, "id")).toList();
    }
}

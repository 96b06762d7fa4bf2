package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.KeyQuery;
import org.llmrelay.admin.Paging;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Parts of the list of keys, each read once in a request. */
@RequestScoped
public class KeyLists {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    private final Map<List<Object>, Map<String, Object>> read = new HashMap<>();

    /** A {@code KeyList} of the API. */
    Map<String, Object> list(KeyQuery query, int first, int size) {
        return read.computeIfAbsent(List.of(query, first, size), same -> acts.look(
                        () -> Shapes.of(desks.registry().keys().list(query, new Paging(first, size))))
                .orElse(Map.of()));
    }

    void forget() {
        read.clear();
    }
}

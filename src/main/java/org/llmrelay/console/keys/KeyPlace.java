package org.llmrelay.console.keys;

import jakarta.faces.context.FacesContext;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.KeyQuery;
import org.primefaces.PrimeFaces;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** Where somebody is in the list of keys, which the page's address says. Confined to one view. */
public final class KeyPlace implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int ROWS = 25;
    private static final int MOST_ROWS = 100;

    private final Map<String, String> words = new LinkedHashMap<>();
    private int first;
    private int rows = ROWS;

    KeyQuery query() {
        return new KeyQuery(
                words.get("q"),
                null,
                words.get("tag"),
                null,
                words.get("state"),
                words.get("service"),
                words.get("sort"));
    }

    /** The table shows another part; the address follows. */
    void moved(@Nullable String sort, int to, int size) {
        if (sort != null) {
            words.put("sort", sort);
        }
        first = to;
        rows = size;
        FacesContext context = FacesContext.getCurrentInstance();
        if (context != null
                && context.isPostback()
                && context.getPartialViewContext().isAjaxRequest()) {
            PrimeFaces.current().ajax().addCallbackParam("address", "?" + address(Map.of()));
        }
    }

    /** The address of this place but for one word, from the beginning of the list; null takes the word away. */
    public String with(String name, @Nullable String value) {
        Map<String, @Nullable String> other = new LinkedHashMap<>();
        other.put(name, value);
        other.put("first", null);
        return "?" + address(other);
    }

    private String address(Map<String, @Nullable String> other) {
        Map<String, @Nullable String> all = new LinkedHashMap<>(words);
        if (first > 0) {
            all.put("first", Integer.toString(first));
        }
        if (rows != ROWS) {
            all.put("rows", Integer.toString(rows));
        }
        all.putAll(other);
        return all.entrySet().stream()
                .filter(word -> word.getValue() != null && !word.getValue().isBlank())
                .map(word -> word.getKey() + "="
                        + URLEncoder.encode(String.valueOf(word.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public boolean isNarrowed() {
        return words.keySet().stream().anyMatch(word -> !word.equals("sort") && words.get(word) != null);
    }

    /** How the table begins to be sorted, or null for newest first. */
    public @Nullable SortMeta getSortMeta() {
        String sort = words.get("sort");
        if (sort == null) {
            return null;
        }
        boolean isDown = sort.startsWith("-");
        return SortMeta.builder()
                .field(isDown ? sort.substring(1) : sort)
                .order(isDown ? SortOrder.DESCENDING : SortOrder.ASCENDING)
                .build();
    }

    /** The words of the address: q, tag, state, service, sort. */
    public Map<String, String> getWords() {
        return words;
    }

    public int getFirst() {
        return first;
    }

    public void setFirst(int first) {
        this.first = Math.max(0, first);
    }

    public int getRows() {
        return rows;
    }

    public void setRows(int rows) {
        this.rows = Math.min(Math.max(1, rows), MOST_ROWS);
    }
}

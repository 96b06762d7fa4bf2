package org.llmrelay.console.accounts;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody fills in as an account's model map, line by line. */
public final class ModelsEntry implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashSet<String> before = new HashSet<>();
    private final ArrayList<Row> rows = new ArrayList<>();

    /** One line: a model as it is asked for, and as the upstream knows it. */
    public static final class Row implements Serializable {
        private static final long serialVersionUID = 1L;

        private @Nullable String asked;
        private @Nullable String known;

        public @Nullable String getAsked() {
            return asked;
        }

        public void setAsked(@Nullable String asked) {
            this.asked = asked;
        }

        public @Nullable String getKnown() {
            return known;
        }

        public void setKnown(@Nullable String known) {
            this.known = known;
        }
    }

    /** From an account as the API shows it. */
    static ModelsEntry of(Map<String, Object> account) {
        ModelsEntry entry = new ModelsEntry();
        if (account.get("models") instanceof Map<?, ?> models) {
            models.forEach((asked, known) -> {
                Row row = new Row();
                row.setAsked(String.valueOf(asked));
                row.setKnown(String.valueOf(known));
                entry.rows.add(row);
                entry.before.add(String.valueOf(asked));
            });
        }
        return entry;
    }

    /** What a desk takes: all lines, and null for those that are gone. A line of which one half is empty is a mistake that the desk tells. */
    Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>(before);
        for (Row row : rows) {
            if (row.asked != null || row.known != null) {
                form.put(row.asked == null ? "" : row.asked.strip(), row.known == null ? "" : row.known.strip());
                gone.remove(row.asked == null ? "" : row.asked.strip());
            }
        }
        gone.forEach(name -> form.put(name, null));
        return form;
    }

    public void add() {
        rows.add(new Row());
    }

    public void remove(Row row) {
        rows.remove(row);
    }

    public List<Row> getRows() {
        return rows;
    }
}

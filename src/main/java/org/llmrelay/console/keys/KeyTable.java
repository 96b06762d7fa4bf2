package org.llmrelay.console.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** The list of keys for a table that reads what it shows. Confined to one view. */
final class KeyTable extends LazyDataModel<Map<String, Object>> {
    private static final long serialVersionUID = 1;

    private final transient Source source;

    KeyTable(Source source) {
        this.source = source;
    }

    /** Where the rows come from. */
    interface Source {
        /** {@code sort}: as the API has it, or null where the table is not sorted. */
        Map<String, Object> list(@Nullable String sort, int first, int size);

        int count();

        Map<String, Object> find(String id);
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return source.count();
    }

    @Override
    public List<Map<String, Object>> load(
            int first, int size, Map<String, SortMeta> sort, Map<String, FilterMeta> filters) {
        Map<String, Object> list = source.list(word(sort), first, size);
        setRowCount(total(list));
        return Shapes.list(list, "items").stream().map(KeyTable::row).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Object item) {
        return (Map<String, Object>) item;
    }

    private static int total(Map<String, Object> list) {
        return Shapes.number(list, "total").intValue();
    }

    static @Nullable String word(Map<String, SortMeta> sort) {
        Optional<SortMeta> by =
                sort.values().stream().filter(SortMeta::isActive).findFirst();
        return by.map(meta -> (meta.getOrder() == SortOrder.DESCENDING ? "-" : "") + meta.getField())
                .orElse(null);
    }

    @Override
    public String getRowKey(Map<String, Object> row) {
        return Shapes.text(row, "id");
    }

    @Override
    public Map<String, Object> getRowData(String id) {
        return source.find(id);
    }
}

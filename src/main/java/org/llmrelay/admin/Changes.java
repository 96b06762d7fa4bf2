package org.llmrelay.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries to put into a map of texts and entries to take away; all others stay. Confined to one request. */
record Changes(Map<String, String> put, Set<String> removed) {

    /** All names that are spoken of. */
    Set<String> names() {
        return Stream.concat(put.keySet().stream(), removed.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The map with the changes to the names that are meant. */
    <V> Map<String, V> appliedTo(Map<String, V> before, Predicate<String> meant, Function<String, V> value) {
        Map<String, V> after = new LinkedHashMap<>(before);
        after.keySet().removeAll(removed);
        put.forEach((name, text) -> {
            if (meant.test(name)) {
                after.put(name, value.apply(text));
            }
        });
        return after;
    }

    /** Hides the values: some are secrets. */
    @Override
    public String toString() {
        return "changes to " + names();
    }
}

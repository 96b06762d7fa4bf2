package org.llmrelay.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.llmrelay.key.KeyLabel;
import org.llmrelay.key.Keys;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;

/**
 * What keys used, added up by what is said of them today: by owner, or by tag, where a key counts for each of its tags. What nothing is said of has the
 * empty word; keys that are gone for good stand under {@link Subject#OTHERS}. Thread-safe.
 */
final class KeySums {
    private static final Map<String, Function<KeyLabel, List<String>>> WORDS =
            Map.of("owner", key -> List.of(key.owner()), "tag", KeyLabel::tags);

    /** The words that keys are added up by. */
    static final Set<String> PARTS = WORDS.keySet();

    private static final List<String> NOTHING = List.of("");
    private static final List<String> GONE = List.of(Subject.OTHERS);

    private final Keys keys;
    private final Reports reports;

    KeySums(Keys keys, Reports reports) {
        this.keys = keys;
        this.reports = reports;
    }

    /** Sums by word; {@code part}: one of {@link #PARTS}. */
    Map<String, Tally> by(String part, Reports.Days days) {
        Map<String, List<String>> words = words(Objects.requireNonNull(WORDS.get(part)));
        Map<String, Tally> sums = new HashMap<>();
        reports.sums(Dimension.KEY, days).forEach((key, tally) -> words.getOrDefault(key, GONE)
                .forEach(word -> sums.merge(word, tally, Tally::plus)));
        return sums;
    }

    private Map<String, List<String>> words(Function<KeyLabel, List<String>> said) {
        Map<String, List<String>> words = new HashMap<>();
        keys.deleted().forEach(deleted -> put(words, KeyLabel.of(deleted.key()), said));
        keys.labels().forEach(key -> put(words, key, said));
        return words;
    }

    private static void put(Map<String, List<String>> words, KeyLabel key, Function<KeyLabel, List<String>> said) {
        List<String> own = said.apply(key);
        words.put(key.id(), own.isEmpty() ? NOTHING : own);
    }
}

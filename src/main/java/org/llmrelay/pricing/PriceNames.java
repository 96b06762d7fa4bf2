package org.llmrelay.pricing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Under which names a model may be looked up besides its own: only what is declared here, nothing that merely looks alike.
 *
 * @param aliases another name of a model to its own
 * @param prefixes what may stand before a name, such as a vendor
 * @param suffixes what may stand behind a name, such as {@code [1m]}
 */
record PriceNames(Map<String, String> aliases, List<String> prefixes, List<String> suffixes) {
    static final PriceNames NONE = new PriceNames(Map.of(), List.of(), List.of());

    PriceNames {
        aliases = Map.copyOf(aliases);
        prefixes = List.copyOf(prefixes);
        suffixes = List.copyOf(suffixes);
    }

    /** The names to try in turn for a name that was asked for, the exact one first. */
    Set<String> candidates(String asked) {
        String withoutSuffix = suffixes.stream()
                .filter(asked::endsWith)
                .findFirst()
                .map(suffix -> asked.substring(0, asked.length() - suffix.length()))
                .orElse(asked);
        String bare = prefixes.stream()
                .filter(withoutSuffix::startsWith)
                .findFirst()
                .map(prefix -> withoutSuffix.substring(prefix.length()))
                .orElse(withoutSuffix);
        Set<String> candidates = new LinkedHashSet<>();
        Stream.of(asked, withoutSuffix, bare).forEach(name -> {
            candidates.add(name);
            String own = aliases.get(name);
            if (own != null) {
                candidates.add(own);
            }
        });
        return candidates;
    }
}

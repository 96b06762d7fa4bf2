package org.llmrelay.relay;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.Provider;

/** The kinds of account that are here, by the names they give themselves. Thread-safe. */
public final class Providers {
    private final Map<String, Provider> byKind;
    private final Map<String, Set<String>> kindsByDialect;

    public Providers(Collection<Provider> providers) {
        this.byKind = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::kind, Function.identity()));
        this.kindsByDialect = providers.stream()
                .flatMap(provider -> provider.dialects().stream().map(dialect -> Map.entry(dialect, provider.kind())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));
    }

    public Optional<Provider> ofKind(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** The kinds of account to which calls in a dialect come from callers of a service. */
    public Set<String> kindsFor(String dialect, String service) {
        boolean isClaimed = byKind.values().stream()
                .anyMatch(provider -> provider.clientele().own().contains(service));
        return kindsThatSpeak(dialect).stream()
                .filter(kind -> serves(byKind.get(kind), service, isClaimed))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean serves(@Nullable Provider provider, String service, boolean isClaimed) {
        if (provider == null) {
            return false;
        }
        return isClaimed
                ? provider.clientele().own().contains(service)
                : provider.clientele().open();
    }

    /** The kinds of account whose upstreams speak a dialect. */
    public Set<String> kindsThatSpeak(String dialect) {
        return kindsByDialect.getOrDefault(dialect, Set.of());
    }

    public Collection<Provider> all() {
        return byKind.values();
    }
}

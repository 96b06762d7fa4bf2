package org.llmrelay.renewal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.OAuthClient;

/** The kinds of account that sign in, or get tokens without, by the names they give themselves. Thread-safe. */
public final class OAuthKinds {
    private final Map<String, Entry> byKind;
    private final Map<String, Minting> minting;

    /** {@code clients}: who we are to each authorization server, by the name of its settings. */
    public OAuthKinds(Collection<? extends Kind> kinds, Map<String, OAuthClient> clients) {
        this.byKind = kinds.stream()
                .filter(kind -> kind.oauth().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Kind::kind, kind -> entry(kind.oauth().orElseThrow(), clients)));
        this.minting = kinds.stream()
                .filter(kind -> kind.minting().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Kind::kind, kind -> kind.minting().orElseThrow()));
    }

    /** How a kind signs in, and who we are there. */
    public record Entry(OAuth oauth, OAuthClient client) {

        Optional<OAuth.Way> way(String id) {
            return oauth.ways().stream().filter(way -> way.id().equals(id)).findFirst();
        }
    }

    private static Entry entry(OAuth oauth, Map<String, OAuthClient> clients) {
        OAuthClient client = clients.getOrDefault(oauth.settings().name(), OAuthClient.unset(oauth.settings()));
        return new Entry(oauth, client);
    }

    public Optional<Entry> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** How a kind gets tokens without signing in. */
    Optional<Minting> mintingOf(String kind) {
        return Optional.ofNullable(minting.get(kind));
    }
}

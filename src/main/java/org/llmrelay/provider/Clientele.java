package org.llmrelay.provider;

import java.util.Set;

/**
 * Whose calls come to accounts of a kind, by the service that callers came for.
 *
 * @param own services that are this kind's own: their calls come to kinds that claim them, and to no others
 * @param open whether calls of services that nobody claims come here too
 */
public record Clientele(Set<String> own, boolean open) {
    /** Calls of every service that nobody claims. */
    public static final Clientele ANYBODY = new Clientele(Set.of(), true);

    public Clientele {
        own = Set.copyOf(own);
    }
}

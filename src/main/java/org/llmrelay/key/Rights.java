package org.llmrelay.key;

import java.util.List;
import java.util.Set;

/** What a key may be used for. */
public record Rights(Set<String> services, Models models, Clients clients) {
    /** The services that a key can be given; each way in says which one it belongs to. */
    public static final Set<String> SERVICES = Set.of("claude", "openai", "gemini", "droid", "azure");

    public static final Rights ALL = new Rights(Set.of(), Models.ALL, Clients.ALL);

    /** {@code services}: empty for all of them. */
    public Rights {
        services = Set.copyOf(services);
    }

    /**
     * The models that may be asked for. What is blocked is blocked although it is allowed as well.
     *
     * @param allowed empty for every model
     */
    public record Models(List<Glob> allowed, List<Glob> blocked) {
        public static final Models ALL = new Models(List.of(), List.of());

        public Models {
            allowed = List.copyOf(allowed);
            blocked = List.copyOf(blocked);
        }
    }

    /**
     * The programs that may call; none of both kinds means that every program may.
     *
     * @param known programs that the relay can tell by their requests
     * @param userAgents others, by their whole user agent
     */
    public record Clients(Set<Client> known, List<Glob> userAgents) {
        public static final Clients ALL = new Clients(Set.of(), List.of());

        public Clients {
            known = Set.copyOf(known);
            userAgents = List.copyOf(userAgents);
        }

        public boolean areAll() {
            return known.isEmpty() && userAgents.isEmpty();
        }
    }
}

package org.llmrelay.key;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key is found by in the list of all.
 *
 * @param services empty for all of them
 * @param expires when it stops working, or null for never and while its time has not begun
 */
public record KeyLabel(
        String id,
        String name,
        String owner,
        List<String> tags,
        String hint,
        boolean enabled,
        Set<String> services,
        @Nullable Instant expires,
        Instant created) {
    public KeyLabel {
        tags = List.copyOf(tags);
        services = Set.copyOf(services);
    }

    public static KeyLabel of(ApiKey key) {
        Profile profile = key.grant().profile();
        return new KeyLabel(
                key.id(),
                profile.name(),
                profile.owner(),
                profile.tags(),
                key.hint(),
                key.enabled(),
                key.rights().services(),
                key.expires().orElse(null),
                key.created());
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    public boolean mayUse(String service) {
        return services.isEmpty() || services.contains(service);
    }
}

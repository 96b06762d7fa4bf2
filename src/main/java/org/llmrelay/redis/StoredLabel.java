package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.KeyLabel;

/**
 * What keys are found by, kept apart from their records so that a list of all reads little. Older labels have no more than name, enabled and tags.
 *
 * @param hours how long it works from its first use, or null
 * @param places the accounts and groups that the key is bound to
 */
record StoredLabel(
        String name,
        boolean enabled,
        List<String> tags,
        @Nullable String owner,
        @Nullable String hint,
        @Nullable List<String> services,
        @Nullable String expires,
        @Nullable Long hours,
        @Nullable String created,
        @Nullable List<String> places) {
    static StoredLabel of(ApiKey key) {
        return new StoredLabel(
                key.name(),
                key.enabled(),
                key.grant().profile().tags(),
                key.grant().profile().owner(),
                key.hint(),
                key.rights().services().stream().sorted().toList(),
                key.grant().expiry() instanceof Expiry.At at ? at.time().toString() : null,
                key.grant().expiry() instanceof Expiry.AfterFirstUse use
                        ? use.span().toHours()
                        : null,
                key.created().toString(),
                key.handling().accounts().values().stream().distinct().sorted().toList());
    }

    /** Whether the key may be bound to a place: nobody knows where the label is an older one. */
    boolean mayBeBoundTo(String place) {
        return places == null || places.contains(place);
    }

    /** Null where it is an older one. {@code firstUse}: the millisecond, or null. */
    @Nullable
    KeyLabel toLabel(String id, @Nullable String firstUse) {
        if (owner == null || hint == null || services == null || created == null) {
            return null;
        }
        return new KeyLabel(
                id, name, owner, tags, hint, enabled, Set.copyOf(services), end(firstUse), Instant.parse(created));
    }

    private @Nullable Instant end(@Nullable String firstUse) {
        if (expires != null) {
            return Instant.parse(expires);
        }
        return hours == null || firstUse == null
                ? null
                : Instant.ofEpochMilli(Long.parseLong(firstUse)).plus(Duration.ofHours(hours));
    }
}

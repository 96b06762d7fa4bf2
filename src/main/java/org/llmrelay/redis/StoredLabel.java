package org.llmrelay.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Keys;

/**
 * What keys are searched by, kept apart from their records so that a search reads little.
 *
 * @param places the accounts and groups that the key is bound to; null in older records
 */
record StoredLabel(
        String name,
        boolean enabled,
        List<String> tags,
        @Nullable List<String> places) {

    static StoredLabel of(ApiKey key) {
        return new StoredLabel(
                key.name(),
                key.enabled(),
                key.grant().profile().tags(),
                key.handling().accounts().values().stream().distinct().sorted().toList());
    }

    /** Whether the key may be bound to a place: nobody knows where the label is an older one. */
    boolean mayBeBoundTo(String place) {
        return places == null || places.contains(place);
    }

    boolean fits(Keys.Wanted wanted) {
        return wanted.fits(name, enabled, tags);
    }
}

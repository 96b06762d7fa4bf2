package org.llmrelay.redis;

import java.util.List;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Keys;

/** What keys are searched by, kept apart from their records so that a search reads little. */
record StoredLabel(String name, boolean enabled, List<String> tags) {

    static StoredLabel of(ApiKey key) {
        return new StoredLabel(key.name(), key.enabled(), key.grant().profile().tags());
    }

    boolean fits(Keys.Wanted wanted) {
        return wanted.fits(name, enabled, tags);
    }
}

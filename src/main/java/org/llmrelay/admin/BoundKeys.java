package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Keys;

/** Sees to it that no key is bound to an account or a group that is not there. Thread-safe. */
public final class BoundKeys {
    private final Keys keys;
    private final Places places;

    public BoundKeys(Keys keys, Places places) {
        this.keys = keys;
        this.places = places;
    }

    /** @throws ProblemException when keys are bound to a place, with all of them */
    void requireNone(String place) {
        List<ApiKey> bound = keys.boundTo(place);
        if (!bound.isEmpty()) {
            throw new ProblemException(Problem.boundKeys(bound));
        }
    }

    /** Takes the bindings to a place away. */
    void unbind(String place) {
        List<ApiKey> bound = keys.boundTo(place);
        if (!bound.isEmpty()) {
            keys.saveAll(bound.stream().map(key -> without(key, place)).toList());
        }
    }

    /** The key as it is kept: what it was bound to may have gone while it was saved, and whoever took it away did not see this key. */
    ApiKey mended(ApiKey key) {
        ApiKey mended = key;
        for (String place : key.handling().accounts().values()) {
            if (!places.has(place)) {
                mended = without(mended, place);
            }
        }
        if (!mended.equals(key)) {
            keys.save(mended);
        }
        return mended;
    }

    private static ApiKey without(ApiKey key, String place) {
        return key.with(key.grant().with(key.handling().unboundFrom(place)));
    }
}

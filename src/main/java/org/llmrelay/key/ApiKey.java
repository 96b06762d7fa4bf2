package org.llmrelay.key;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Limits;

/**
 * A key that a person or a tool calls with. The key's text is not here: only its hash is kept.
 *
 * @param grant all that an operator has set
 * @param activated when it was first used, or null: known only where the key's expiry waits for it
 */
public record ApiKey(
        String id, Imprint imprint, Grant grant, @Nullable Instant activated, Instant created) {

    /**
     * What is kept of a key's text.
     *
     * @param hint its last characters, so that its holder can recognise it
     */
    public record Imprint(KeyHash hash, String hint) {}

    public String name() {
        return grant.profile().name();
    }

    public KeyHash hash() {
        return imprint.hash();
    }

    public String hint() {
        return imprint.hint();
    }

    public boolean enabled() {
        return grant.enabled();
    }

    public Rights rights() {
        return grant.rights();
    }

    public Limits limits() {
        return grant.limits();
    }

    public Handling handling() {
        return grant.handling();
    }

    /** Whether its time begins with the first call, which has not come yet. */
    public boolean awaitsFirstUse() {
        return activated == null && grant.expiry() instanceof Expiry.AfterFirstUse;
    }

    /** When it stops working, where that is known. */
    public Optional<Instant> expires() {
        return grant.expiry().end(activated);
    }

    public boolean isExpired(Instant now) {
        return expires().filter(end -> !now.isBefore(end)).isPresent();
    }

    public ApiKey with(Grant other) {
        return new ApiKey(id, imprint, other, activated, created);
    }

    public ApiKey with(Imprint other) {
        return new ApiKey(id, other, grant, activated, created);
    }

    public ApiKey activatedAt(@Nullable Instant firstUse) {
        return new ApiKey(id, imprint, grant, firstUse, created);
    }
}

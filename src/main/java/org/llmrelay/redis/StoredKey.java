package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Handling;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Profile;
import org.llmrelay.limit.Limits;

/**
 * A key's record; when it was first used is kept apart. The scripts read {@code hash}. Older records have no more than id, name, hash, hint, enabled,
 * expires, concurrency and created.
 *
 * @param hours how long it works from its first use, or null
 * @param concurrency of older records, which have no {@code limits}
 */
record StoredKey(
        String id,
        String name,
        @Nullable String description,
        @Nullable String owner,
        @Nullable List<String> tags,
        String hash,
        String hint,
        boolean enabled,
        @Nullable String expires,
        @Nullable Long hours,
        @Nullable Integer concurrency,
        @Nullable StoredLimits limits,
        @Nullable StoredRights rights,
        @Nullable String priority,
        @Nullable Map<String, String> accounts,
        @Nullable List<String> fallBack,
        @Nullable Map<String, Long> rates,
        String created) {

    static StoredKey of(ApiKey key) {
        Grant grant = key.grant();
        Profile profile = grant.profile();
        return new StoredKey(
                key.id(),
                profile.name(),
                profile.description(),
                profile.owner(),
                profile.tags(),
                key.hash().hex(),
                key.hint(),
                grant.enabled(),
                grant.expiry() instanceof Expiry.At at ? at.time().toString() : null,
                grant.expiry() instanceof Expiry.AfterFirstUse use ? use.span().toHours() : null,
                null,
                StoredLimits.of(grant.limits()),
                StoredRights.of(grant.rights()),
                grant.handling().priority().code(),
                grant.handling().accounts(),
                grant.handling().fallBack().stream().sorted().toList(),
                grant.handling().rates(),
                key.created().toString());
    }

    ApiKey toKey(@Nullable Instant activated) {
        return new ApiKey(id, new ApiKey.Imprint(new KeyHash(hash), hint), grant(), activated, Instant.parse(created));
    }

    private Grant grant() {
        return new Grant(
                new Profile(
                        name,
                        Objects.requireNonNullElse(description, ""),
                        Objects.requireNonNullElse(owner, ""),
                        Objects.requireNonNullElse(tags, List.of())),
                enabled,
                expiry(),
                StoredRights.read(rights),
                limits == null ? Limits.concurrent(Objects.requireNonNullElse(concurrency, 0)) : limits.toLimits(),
                handling());
    }

    private Expiry expiry() {
        if (expires != null) {
            return new Expiry.At(Instant.parse(expires));
        }
        return hours == null ? Expiry.NEVER : new Expiry.AfterFirstUse(Duration.ofHours(hours));
    }

    private Handling handling() {
        return new Handling(
                Words.read(Handling.Priority.values(), Handling.Priority::code, priority, Handling.Priority.NORMAL),
                Objects.requireNonNullElse(accounts, Map.of()),
                Set.copyOf(Objects.requireNonNullElse(fallBack, List.of())),
                Objects.requireNonNullElse(rates, Map.of()));
    }
}

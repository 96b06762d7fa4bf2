package org.llmrelay.admission;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.secret.Secret;

/** Tells whose key came with a request, and whether it works. It counts nothing. Thread-safe. */
public final class Callers {
    private final KeyMint mint;
    private final Keys keys;
    private final InstantSource clock;

    public Callers(KeyMint mint, Keys keys, InstantSource clock) {
        this.mint = mint;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @param presented the key's text, or null where none came
     * @throws org.llmrelay.failure.StoreUnavailableException when the key is not in memory and the store is away
     */
    public Identity identify(@Nullable Secret presented) {
        if (presented == null || presented.isBlank()) {
            return new Identity.Unknown(new Refusal.MissingKey());
        }
        KeyHash hash = mint.hash(presented);
        Optional<ApiKey> key = keys.byHash(hash).or(() -> formerly(presented, hash));
        if (key.isEmpty()) {
            return new Identity.Unknown(new Refusal.UnknownKey());
        }
        return verdict(key.get());
    }

    /** A key from before the encryption key was changed is hashed anew when it is first seen. */
    private Optional<ApiKey> formerly(Secret presented, KeyHash hash) {
        Optional<ApiKey> key = mint.formerHashes(presented).stream()
                .flatMap(former -> keys.byHash(former).stream())
                .findFirst();
        key.ifPresent(found -> keys.rehash(found, hash));
        return key;
    }

    /**
     * Notes that a key is used, where its time begins with its first use; asks the store once in the life of such a key, and never for others.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is needed and away
     */
    Identity used(ApiKey key) {
        if (!key.awaitsFirstUse()) {
            return new Identity.Known(key);
        }
        // This node's copy may be old: the key may have been used elsewhere, and be over.
        return keys.activate(key, clock.instant())
                .map(firstUse -> verdict(key.activatedAt(firstUse)))
                .orElseGet(() -> new Identity.Unknown(new Refusal.UnknownKey()));
    }

    private Identity verdict(ApiKey key) {
        if (!key.enabled()) {
            return new Identity.Unknown(new Refusal.KeyDisabled(), key.id());
        }
        if (key.isExpired(clock.instant())) {
            return new Identity.Unknown(new Refusal.KeyExpired(), key.id());
        }
        return new Identity.Known(key);
    }
}

package org.llmrelay.key;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.llmrelay.secret.Secret;

/** Makes new keys, and new texts for old ones. Thread-safe when {@code random} is. */
public final class KeyIssue {
    private static final int HINT_CHARS = 4;

    private final Keys keys;
    private final KeyMint mint;
    private final InstantSource clock;
    private final RandomGenerator random;

    public KeyIssue(Keys keys, KeyMint mint, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.mint = mint;
        this.clock = clock;
        this.random = random;
    }

    /** A key, and its text: the only time that anybody sees it. */
    public record Issued(ApiKey key, Secret text) {}

    /** @throws org.llmrelay.failure.StoreUnavailableException when it cannot be stored */
    public Issued issue(Grant grant) {
        Secret text = mint.mint();
        String id = "key_%016x".formatted(random.nextLong());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return store(new ApiKey(id, imprint(text), grant, null, now), text);
    }

    /**
     * Gives a key a new text; the old one is unknown at once.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it cannot be stored
     */
    public Issued renew(ApiKey key) {
        Secret text = mint.mint();
        return store(key.with(imprint(text)), text);
    }

    private Issued store(ApiKey key, Secret text) {
        keys.save(key);
        return new Issued(key, text);
    }

    private ApiKey.Imprint imprint(Secret text) {
        String hint = text.reveal().substring(text.reveal().length() - HINT_CHARS);
        return new ApiKey.Imprint(mint.hash(text), hint);
    }
}

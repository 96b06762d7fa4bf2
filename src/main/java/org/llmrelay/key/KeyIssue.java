package org.llmrelay.key;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/** Makes new keys. Thread-safe when {@code random} is. */
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

    /** What a key is to be like; see {@link ApiKey}. */
    public record Wish(
            String name, boolean enabled, @Nullable Instant expires, int concurrency) {}

    /** A new key, and its text: the only time that anybody sees it. */
    public record Issued(ApiKey key, Secret text) {}

    /** @throws org.llmrelay.failure.StoreUnavailableException when it cannot be stored */
    public Issued issue(Wish wish) {
        Secret text = mint.mint();
        String hint = text.reveal().substring(text.reveal().length() - HINT_CHARS);
        String id = "key_%016x".formatted(random.nextLong());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiKey key = new ApiKey(
                id, wish.name(), mint.hash(text), hint, wish.enabled(), wish.expires(), wish.concurrency(), now);
        keys.save(key);
        return new Issued(key, text);
    }
}

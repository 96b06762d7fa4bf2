package org.llmrelay.key;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        Issued issued = made(grant);
        keys.save(issued.key());
        return issued;
    }

    /** Many keys. @throws org.llmrelay.failure.StoreUnavailableException when they cannot be stored, or not all */
    public List<Issued> issueAll(List<Grant> grants) {
        List<Issued> issued = grants.stream().map(this::made).toList();
        keys.saveAll(issued.stream().map(Issued::key).toList());
        return issued;
    }

    private Issued made(Grant grant) {
        Secret text = mint.mint();
        String id = "key_%016x".formatted(random.nextLong());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Issued(new ApiKey(id, imprint(text), grant, null, now), text);
    }

    /**
     * Gives a key a new text; the old one is unknown at once.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it cannot be stored
     */
    public Issued renew(ApiKey key) {
        Secret text = mint.mint();
        ApiKey renewed = key.with(imprint(text));
        keys.save(renewed);
        return new Issued(renewed, text);
    }

    private ApiKey.Imprint imprint(Secret text) {
        String hint = text.reveal().substring(text.reveal().length() - HINT_CHARS);
        return new ApiKey.Imprint(mint.hash(text), hint);
    }
}

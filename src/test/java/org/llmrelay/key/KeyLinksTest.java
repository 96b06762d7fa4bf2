package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.secret.Secret;

class KeyLinksTest {
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = "a hashing key of 32 bytes, newer".getBytes(StandardCharsets.US_ASCII);

    private final InMemoryKeys keys = new InMemoryKeys();
    private final InMemoryLinks links = new InMemoryLinks();
    private final KeyLinks desk = new KeyLinks(links, keys, new KeyMint(OLD));

    KeyLinksTest() {
        keys.save(new ApiKey(
                "k1", new ApiKey.Imprint(new KeyHash("00"), "wxyz"), Grant.named("Ada"), null, Instant.EPOCH));
    }

    @Test
    void opensWhatItHasMade() {
        Secret text = desk.make("k1");

        assertThat(KeyLinks.isLink(text)).isTrue();
        assertThat(desk.isMade("k1")).isTrue();
        assertThat(desk.open(text)).map(ApiKey::id).contains("k1");
    }

    @Test
    void opensNothingForAnIdAlone() {
        desk.make("k1");

        assertThat(desk.open(Secret.of("k1"))).isEmpty();
        assertThat(desk.open(Secret.of(".k1"))).isEmpty();
        assertThat(desk.open(Secret.of("cl_guess.k1"))).isEmpty();
        assertThat(desk.open(Secret.of("cl_guess.nobody"))).isEmpty();
    }

    @Test
    void opensTheLastLinkOnlyAndNoneOnceRevoked() {
        Secret first = desk.make("k1");
        Secret second = desk.make("k1");
        assertThat(desk.open(first)).isEmpty();
        assertThat(desk.open(second)).isPresent();

        assertThat(desk.revoke("k1")).isTrue();

        assertThat(desk.open(second)).isEmpty();
        assertThat(desk.isMade("k1")).isFalse();
    }

    @Test
    void opensLinksThatWereHashedWithAFormerKey() {
        Secret text = desk.make("k1");

        KeyLinks later = new KeyLinks(links, keys, new KeyMint(NEW, List.of(OLD)));

        assertThat(later.open(text)).isPresent();
    }

    @Test
    void opensNothingOfADeletedKey() {
        Secret text = desk.make("k1");

        keys.delete("k1");

        assertThat(desk.open(text)).isEmpty();
    }
}

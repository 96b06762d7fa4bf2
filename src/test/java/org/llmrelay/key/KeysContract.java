package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of keys does. */
public abstract class KeysContract {
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00.123456Z");

    protected abstract Keys keys();

    /** A hash for tests, in the form of a real one. */
    protected static KeyHash hash(String word) {
        return new KeyHash(
                String.format("%64s", Integer.toHexString(word.hashCode())).replace(' ', '0'));
    }

    /** A key for tests. */
    protected static ApiKey key(String id, KeyHash hash) {
        return key(id, hash, CREATED, null);
    }

    private static ApiKey key(String id, KeyHash hash, Instant created, @Nullable Instant expires) {
        return new ApiKey(id, "Key " + id, hash, "wxyz", true, expires, 3, created);
    }

    @Test
    void findsAKeyAsItWasSaved() {
        ApiKey saved = key("k1", hash("one"), CREATED, CREATED.plusSeconds(60));

        keys().save(saved);

        assertThat(keys().byHash(hash("one"))).contains(saved);
        assertThat(keys().find("k1")).contains(saved);
    }

    @Test
    void findsAKeyThatNeverExpires() {
        ApiKey saved = key("k1", hash("one"), CREATED, null);

        keys().save(saved);

        assertThat(keys().byHash(hash("one"))).contains(saved);
    }

    @Test
    void findsAKeyThatWasAskedForBeforeItWasSaved() {
        assertThat(keys().byHash(hash("one"))).isEmpty();
        assertThat(keys().find("k1")).isEmpty();

        keys().save(key("k1", hash("one")));

        assertThat(keys().byHash(hash("one"))).isPresent();
    }

    @Test
    void seesAChangeAtOnce() {
        ApiKey before = key("k1", hash("one"));
        ApiKey after = new ApiKey("k1", "Renamed", hash("one"), "wxyz", false, null, 0, CREATED);
        keys().save(before);
        keys().byHash(hash("one"));

        keys().save(after);

        assertThat(keys().byHash(hash("one"))).contains(after);
        assertThat(keys().count()).isEqualTo(1);
    }

    @Test
    void doesNotKnowTheOldHashOfAChangedKey() {
        keys().save(key("k1", hash("old")));
        keys().byHash(hash("old"));
        keys().byHash(hash("new"));

        keys().save(key("k1", hash("new")));

        assertThat(keys().byHash(hash("old"))).isEmpty();
        assertThat(keys().byHash(hash("new"))).isPresent();
    }

    @Test
    void deletesAKeyOnce() {
        keys().save(key("k1", hash("one")));
        keys().byHash(hash("one"));

        assertThat(keys().delete("k1")).isTrue();
        assertThat(keys().delete("k1")).isFalse();
        assertThat(keys().byHash(hash("one"))).isEmpty();
        assertThat(keys().find("k1")).isEmpty();
        assertThat(keys().count()).isZero();
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        for (int i = 1; i <= 5; i++) {
            keys().save(key("k" + i, hash("key " + i), CREATED.plusSeconds(i), null));
        }
        keys().delete("k3");

        assertThat(keys().page(0, 3)).extracting(ApiKey::id).containsExactly("k5", "k4", "k2");
        assertThat(keys().page(3, 3)).extracting(ApiKey::id).containsExactly("k1");
        assertThat(keys().page(4, 3)).isEmpty();
        assertThat(keys().page(0, 0)).isEmpty();
        assertThat(keys().count()).isEqualTo(4);
    }
}

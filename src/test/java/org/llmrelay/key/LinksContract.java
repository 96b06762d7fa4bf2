package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store of links does. */
public abstract class LinksContract {
    private static final KeyHash ONE = new KeyHash("1".repeat(64));
    private static final KeyHash TWO = new KeyHash("2".repeat(64));

    protected abstract Links links();

    @Test
    void keepsTheLastLinkOfEachKey() {
        links().save("k1", ONE);
        links().save("k2", ONE);
        links().save("k1", TWO);

        assertThat(links().find("k1")).contains(TWO);
        assertThat(links().find("k2")).contains(ONE);
        assertThat(links().find("k3")).isEmpty();
    }

    @Test
    void deletesALinkOnce() {
        links().save("k1", ONE);

        assertThat(links().delete("k1")).isTrue();
        assertThat(links().delete("k1")).isFalse();
        assertThat(links().find("k1")).isEmpty();
    }
}

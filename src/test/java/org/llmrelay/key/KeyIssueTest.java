package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class KeyIssueTest {
    private static final KeyIssue.Wish WISH =
            new KeyIssue.Wish("laptop", true, Instant.parse("2027-01-01T00:00:00Z"), 3);

    private final Keys keys = new InMemoryKeys();
    private final KeyMint mint = new KeyMint(new byte[32]);
    private final KeyIssue issue = new KeyIssue(keys, mint, ManualClock.atNoon(), new Random(7));

    @Test
    void storesTheKeyUnderTheHashOfItsText() {
        KeyIssue.Issued issued = issue.issue(WISH);

        assertThat(issued.text().reveal())
                .startsWith("cr_")
                .endsWith(issued.key().hint());
        assertThat(issued.key().hint()).hasSize(4);
        assertThat(keys.byHash(mint.hash(issued.text()))).contains(issued.key());
    }

    @Test
    void grantsWhatWasWished() {
        ApiKey key = issue.issue(WISH).key();

        assertThat(key.id()).matches("key_[0-9a-f]{16}");
        assertThat(key.name()).isEqualTo("laptop");
        assertThat(key.enabled()).isTrue();
        assertThat(key.expires()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(key.concurrency()).isEqualTo(3);
        assertThat(key.created()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void makesEachKeyDifferent() {
        KeyIssue.Issued first = issue.issue(WISH);
        KeyIssue.Issued second = issue.issue(WISH);

        assertThat(first.text()).isNotEqualTo(second.text());
        assertThat(first.key().id()).isNotEqualTo(second.key().id());
    }
}

package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Limits;

class KeyIssueTest {
    private static final Grant WISH = Grant.named("laptop")
            .with(new Expiry.At(Instant.parse("2027-01-01T00:00:00Z")))
            .with(Limits.concurrent(3));

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
        assertThat(key.grant()).isEqualTo(WISH);
        assertThat(key.activated()).isNull();
        assertThat(key.created()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void givesAKeyANewTextAndForgetsTheOldOne() {
        KeyIssue.Issued old = issue.issue(WISH);

        KeyIssue.Issued renewed = issue.renew(old.key());

        assertThat(keys.byHash(mint.hash(old.text()))).isEmpty();
        assertThat(keys.byHash(mint.hash(renewed.text()))).contains(renewed.key());
        assertThat(renewed.key().id()).isEqualTo(old.key().id());
        assertThat(renewed.key().grant()).isEqualTo(WISH);
        assertThat(renewed.text().reveal()).endsWith(renewed.key().hint());
    }

    @Test
    void makesEachKeyDifferent() {
        KeyIssue.Issued first = issue.issue(WISH);
        KeyIssue.Issued second = issue.issue(WISH);

        assertThat(first.text()).isNotEqualTo(second.text());
        assertThat(first.key().id()).isNotEqualTo(second.key().id());
    }
}

package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.InMemoryKeys;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.KeyMint;
import org.llmrelay.secret.Secret;

class CallersTest {
    private static final Secret TEXT = Secret.of("cr_text");
    private static final Grant AN_HOUR = Grant.named("key").with(new Expiry.AfterFirstUse(Duration.ofHours(1)));

    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryKeys keys = new InMemoryKeys();
    private final KeyMint mint = new KeyMint(new byte[32]);
    private final Callers callers = new Callers(mint, keys, clock);

    private ApiKey saved(Grant grant) {
        KeyHash hash = mint.hash(TEXT);
        keys.save(new ApiKey("k1", new ApiKey.Imprint(hash, ""), grant, null, clock.instant()));
        return keys.byHash(hash).orElseThrow();
    }

    @Test
    void beginsTheTimeOfAKeyWithItsFirstUse() {
        ApiKey key = saved(AN_HOUR);
        clock.advance(Duration.ofDays(9));

        assertThat(callers.identify(TEXT)).isEqualTo(new Identity.Known(key));
        assertThat(callers.used(key)).isInstanceOf(Identity.Known.class);
        clock.advance(Duration.ofMinutes(59));
        assertThat(callers.identify(TEXT)).isInstanceOf(Identity.Known.class);
        clock.advance(Duration.ofMinutes(1));

        assertThat(callers.identify(TEXT)).isEqualTo(new Identity.Unknown(new Refusal.KeyExpired(), "k1"));
    }

    @Test
    void doesNotTrustAnOldCopyOfAKeyThatIsOver() {
        ApiKey old = saved(AN_HOUR);
        keys.activate(old, clock.instant());
        clock.advance(Duration.ofHours(1));

        assertThat(callers.used(old)).isEqualTo(new Identity.Unknown(new Refusal.KeyExpired(), "k1"));
    }

    @Test
    void refusesAKeyThatIsDeletedBeforeItsFirstUse() {
        ApiKey key = saved(AN_HOUR);
        keys.delete("k1");

        assertThat(callers.used(key)).isEqualTo(new Identity.Unknown(new Refusal.UnknownKey()));
    }

    @Test
    void notesNoUseOfOtherKeys() {
        ApiKey key = saved(Grant.named("key"));

        assertThat(callers.used(key)).isEqualTo(new Identity.Known(key));
        assertThat(keys.find("k1").orElseThrow().activated()).isNull();
    }

    @Test
    void hashesAKeyAnewThatAFormerEncryptionKeyHashed() {
        ApiKey before = saved(Grant.named("key"));
        KeyMint changed = new KeyMint(new byte[] {1}, List.of(new byte[] {2}, new byte[32]));
        Callers after = new Callers(changed, keys, clock);

        assertThat(after.identify(TEXT)).isEqualTo(new Identity.Known(before));

        assertThat(keys.byHash(before.hash())).isEmpty();
        assertThat(keys.byHash(changed.hash(TEXT))).isPresent();
        assertThat(after.identify(Secret.of("cr_other"))).isEqualTo(new Identity.Unknown(new Refusal.UnknownKey()));
    }
}

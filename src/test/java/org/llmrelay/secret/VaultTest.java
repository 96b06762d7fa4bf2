package org.llmrelay.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final Secret OLD = Secret.of("the old master of 32 characters or more");
    private static final Secret NEW = Secret.of("the new master of 32 characters or more");
    private static final Secret TOKEN = Secret.of("sk-ant-secret");

    private final Vault before = new Vault(OLD);
    private final Vault after = new Vault(NEW, List.of(OLD));

    @Test
    void opensWhatItSealedForTheSamePlaceOnly() {
        String sealed = before.seal(TOKEN, "account/a1/api_key");

        assertThat(sealed).startsWith("v1." + before.keyIds().get(0) + ".").doesNotContain("secret");
        assertThat(before.open(sealed, "account/a1/api_key")).isEqualTo(TOKEN);
        assertThatThrownBy(() -> before.open(sealed, "account/a2/api_key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account/a2/api_key");
    }

    @Test
    void opensWhatAFormerKeySealedAndSealsWithTheNewOne() {
        String sealed = before.seal(TOKEN, "place");

        assertThat(after.open(sealed, "place")).isEqualTo(TOKEN);
        assertThat(after.isCurrent(sealed)).isFalse();
        assertThat(after.isCurrent(after.seal(TOKEN, "place"))).isTrue();
        assertThat(after.keyIds()).hasSize(2).contains(before.keyIds().get(0));
    }

    @Test
    void namesTheKeyThatIsMissing() {
        String sealed = after.seal(TOKEN, "place");

        assertThatThrownBy(() -> before.open(sealed, "place"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(after.keyIds().get(0))
                .hasMessageNotContaining("master");
    }

    @Test
    void refusesWhatWasChanged() {
        String sealed = before.seal(TOKEN, "place");
        char last = sealed.charAt(sealed.length() - 3);
        String changed = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);

        assertThatThrownBy(() -> before.open(changed, "place")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> before.open("v1." + before.keyIds().get(0) + ".AAAA", "place"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> before.open("plain", "place")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivesFormerKeysByPurpose() {
        assertThat(after.deriveFormer("hashing")).containsExactly(before.derive("hashing"));
        assertThat(after.derive("hashing")).isNotEqualTo(before.derive("hashing"));
        assertThat(new Vault(NEW, List.of(NEW)).deriveFormer("hashing")).isEmpty();
    }
}

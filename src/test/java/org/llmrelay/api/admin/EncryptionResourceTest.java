package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.signin.Role;

class EncryptionResourceTest {
    private static final Secret TOKEN = Secret.of("sk-secret");

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void showsWhatIsLeftToDoAndDoesIt() {
        world.sealed.put("a", world.formerVault.seal(TOKEN, "a"));
        world.sealed.put("b", world.vault.seal(TOKEN, "b"));
        world.sealed.put("c", new Vault(Secret.of("a lost master of 32 characters or more")).seal(TOKEN, "c"));

        JsonNode before = operator.get("/encryption").json();
        JsonNode after = operator.post("/encryption/reseal", "").json();

        assertThat(before.get("key").asText()).isEqualTo(world.vault.keyIds().get(0));
        assertThat(before.at("/former_keys/0").asText())
                .isEqualTo(world.formerVault.keyIds().get(0));
        assertThat(before.get("done").asBoolean()).isFalse();
        assertThat(before.at("/records/0/former").asInt()).isEqualTo(1);
        assertThat(after.get("done").asBoolean()).isTrue();
        assertThat(after.at("/records/0/current").asInt()).isEqualTo(2);
        assertThat(after.at("/records/0/unreadable/0/id").asText()).isEqualTo("c");
        assertThat(after.toString()).doesNotContain("sk-secret").doesNotContain("master");
    }

    @Test
    void letsAViewerLookButNotTouch() {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get("/encryption").status()).isEqualTo(200);
        assertThat(viewer.post("/encryption/reseal", "").status()).isEqualTo(403);
    }
}

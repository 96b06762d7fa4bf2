package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.backup.Backup;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Role;

class BackupResourceTest {
    private static final String PASSWORD = "correct horse battery";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private static AdminWorld.Reply restore(AdminWorld.Caller caller, String query, byte[] file, String password) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/octet-stream"));
        if (!password.isEmpty()) {
            headers.put("Backup-Password", password);
        }
        return caller.send("POST", "/restore" + query, headers, file);
    }

    /** A file as the API sends it, whose bytes tests cannot take from a text. */
    private byte[] file() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Backup(List.of(world.shelf), world.vault, ManualClock.atNoon())
                .write(out, Secret.of(PASSWORD), Set.of("accounts"));
        return out.toByteArray();
    }

    @Test
    void tellsWhatARestoreWouldDoAndDoesIt() throws Exception {
        world.shelf.keep("a1", "sk-secret");
        byte[] file = file();
        world.shelf.keep("a1", "sk-newer");

        JsonNode dry = restore(operator, "?dry_run=true&existing=replace", file, PASSWORD)
                .json();
        assertThat(world.shelf.reveal("a1")).isEqualTo("sk-newer");
        AdminWorld.Reply kept = restore(operator, "", file, PASSWORD);
        AdminWorld.Reply replaced = restore(operator, "?existing=replace", file, PASSWORD);

        assertThat(dry.get("dry_run").asBoolean()).isTrue();
        assertThat(dry.at("/counts/replaced").asInt()).isEqualTo(1);
        assertThat(dry.get("knows_keys").asBoolean()).isTrue();
        assertThat(kept.json().at("/records/0/fate").asText()).isEqualTo("kept");
        assertThat(kept.json().at("/records/0/why").asText()).isNotEmpty();
        assertThat(replaced.json().at("/records/0/fate").asText()).isEqualTo("replaced");
        assertThat(world.shelf.reveal("a1")).isEqualTo("sk-secret");
        assertThat(kept.text() + replaced.text() + dry).doesNotContain("sk-");
    }

    @Test
    void sendsALockedFile() {
        world.shelf.keep("a1", "sk-secret");

        AdminWorld.Reply sent = operator.post("/backup", "{\"password\":\"" + PASSWORD + "\"}");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.header("Cache-Control")).isEqualTo("no-store");
        assertThat(sent.text()).startsWith("LLMRELAY").doesNotContain("sk-secret", PASSWORD);
    }

    @Test
    void makesNoBackupThatSilentlyLacksARecord() {
        world.shelf.damage("a9");

        AdminWorld.Reply refused = operator.post("/backup", "{\"password\":\"" + PASSWORD + "\"}");
        AdminWorld.Reply sent =
                operator.post("/backup", "{\"password\":\"" + PASSWORD + "\",\"leave_out_unreadable\":true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("accounts/a9");
        assertThat(sent.status()).isEqualTo(200);
    }

    @Test
    void tellsWhatIsWrongWithAnOrder() throws Exception {
        byte[] file = file();

        assertThat(operator.post("/backup", "{\"password\":\"short\",\"kinds\":[\"cats\"]}")
                        .errors())
                .hasSize(2)
                .anyMatch(error -> error.startsWith("password: "))
                .anyMatch(error -> error.equals("kinds: must be some of accounts"));
        assertThat(restore(operator, "?dry_run=maybe", file, PASSWORD).errors())
                .singleElement()
                .asString()
                .startsWith("dry_run: ");
        assertThat(restore(operator, "?existing=eat", file, PASSWORD).status()).isEqualTo(422);
        assertThat(restore(operator, "", file, "").errors())
                .singleElement()
                .asString()
                .startsWith("Backup-Password: ");
        AdminWorld.Reply wrong = restore(operator, "", file, "another password");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("The password is wrong").doesNotContain("another password");
    }

    @Test
    void isForOperatorsOnly() throws Exception {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.post("/backup", "{\"password\":\"" + PASSWORD + "\"}").status())
                .isEqualTo(403);
        assertThat(restore(viewer, "?dry_run=true", file(), PASSWORD).status()).isEqualTo(403);
        assertThat(restore(world.anybody(), "?dry_run=true", file(), PASSWORD).status())
                .isEqualTo(401);
    }
}

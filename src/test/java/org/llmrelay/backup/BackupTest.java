package org.llmrelay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.llmrelay.backup.Restore.Progress.UNTOLD;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.backup.Restore.Fate;
import org.llmrelay.backup.Restore.Line;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

class BackupTest {
    private static final Secret PASSWORD = Secret.of("correct horse battery");
    private static final Restore.Order NOW = new Restore.Order(false, false);
    private static final Restore.Order DRY = new Restore.Order(true, false);
    private static final Restore.Order REPLACE = new Restore.Order(false, true);
    private static final int ROUNDS = 1_000;

    private final Vault here = new Vault(Secret.of("a master of 32 characters or more"));
    private final Vault there = new Vault(Secret.of("another master of 32 characters or more"));
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryShelf oldAccounts = new InMemoryShelf("accounts", here);
    private final InMemoryShelf oldKeys = new InMemoryShelf("keys", here);
    private final Backup backup = new Backup(List.of(oldAccounts, oldKeys), here, clock, ROUNDS);
    private final InMemoryShelf accounts = new InMemoryShelf("accounts", there);
    private final InMemoryShelf keys = new InMemoryShelf("keys", there);
    private final Restore restore = new Restore(List.of(accounts, keys), there);

    private byte[] file(String... kinds) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        backup.write(out, PASSWORD, Set.of(kinds));
        return out.toByteArray();
    }

    @Test
    void bringsRecordsToAnotherStoreWithAnotherMaster() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        oldAccounts.keep("a2", "sk-2");
        oldKeys.keep("k1", "hash");

        Restore.Report report = restore.run(file("accounts", "keys"), PASSWORD, NOW, UNTOLD);

        assertThat(report.lines())
                .containsExactly(
                        new Line("accounts", "a1", Fate.CREATED, ""),
                        new Line("accounts", "a2", Fate.CREATED, ""),
                        new Line("keys", "k1", Fate.CREATED, ""));
        assertThat(report.created()).isEqualTo(clock.instant());
        assertThat(report.knowsKeys()).isFalse();
        assertThat(accounts.reveal("a2")).isEqualTo("sk-2");
        assertThat(keys.reveal("k1")).isEqualTo("hash");
    }

    @Test
    void holdsOnlyTheKindsThatAreWanted() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        oldKeys.keep("k1", "hash");

        assertThat(restore.run(file("keys"), PASSWORD, NOW, UNTOLD).lines())
                .extracting(Line::kind)
                .containsExactly("keys");
    }

    @Test
    void keepsWhatIsThereUnlessItIsToBeReplaced() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        oldAccounts.keep("a2", "sk-2");
        accounts.keep("a1", "sk-1");
        accounts.keep("a2", "sk-other");
        byte[] file = file("accounts");

        assertThat(restore.run(file, PASSWORD, NOW, UNTOLD).lines())
                .extracting(Line::id, Line::fate)
                .containsExactly(tuple("a1", Fate.SAME), tuple("a2", Fate.KEPT));
        assertThat(accounts.reveal("a2")).isEqualTo("sk-other");
        assertThat(restore.run(file, PASSWORD, REPLACE, UNTOLD).lines())
                .extracting(Line::fate)
                .containsExactly(Fate.SAME, Fate.REPLACED);
        assertThat(accounts.reveal("a2")).isEqualTo("sk-2");
    }

    @Test
    void tellsWithoutDoingItWhatARestoreWouldDo() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        byte[] file = file("accounts");

        Restore.Report dry = restore.run(file, PASSWORD, DRY, UNTOLD);

        assertThat(accounts.reveal("a1")).isNull();
        List<String> steps = new ArrayList<>();
        assertThat(restore.run(file, PASSWORD, NOW, (done, all) -> steps.add(done + "/" + all)))
                .isEqualTo(dry);
        assertThat(steps.get(0)).startsWith("1/");
        assertThat(steps).hasSameSizeAs(dry.lines());
    }

    @Test
    void namesEveryRecordThatDidNotArrive() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        oldAccounts.keep("a2", "sk-2");
        oldKeys.keep("k1", "hash");
        accounts.failAfter(1);
        Restore withoutKeys = new Restore(List.of(accounts), there);

        assertThat(withoutKeys
                        .run(file("accounts", "keys"), PASSWORD, NOW, UNTOLD)
                        .lines())
                .containsExactly(
                        new Line("accounts", "a1", Fate.CREATED, ""),
                        new Line("accounts", "a2", Fate.FAILED, "the store is not available"),
                        new Line("keys", "k1", Fate.FAILED, "this relay has no records of this kind"));
    }

    @Test
    void namesWhatItCannotHold() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        oldAccounts.damage("a2");

        assertThat(backup.unreadable(Set.of("accounts"))).containsExactly("accounts/a2");
        assertThat(backup.unreadable(Set.of("keys"))).isEmpty();
        assertThat(restore.run(file("accounts"), PASSWORD, NOW, UNTOLD).lines()).hasSize(1);
    }

    @Test
    void showsNothingWithoutThePassword() throws IOException {
        oldAccounts.keep("a1", "sk-1");
        byte[] file = file("accounts");

        assertThatThrownBy(() -> restore.run(file, Secret.of("another password"), NOW, UNTOLD))
                .isInstanceOf(UnreadableBackupException.class)
                .hasMessageContaining("password");
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("sk-1", "accounts", "a1");
        assertThatThrownBy(() -> restore.run("hello".getBytes(StandardCharsets.UTF_8), PASSWORD, NOW, UNTOLD))
                .hasMessage("This is not a backup");
    }

    @Test
    void storesNothingOfAFileThatWasCutOrChanged() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] chance = new byte[1_000];
            random.nextBytes(chance);
            oldAccounts.keep("a" + i, Arrays.toString(chance));
        }
        byte[] file = file("accounts");
        assertThat(file.length).isGreaterThan(4 * SealedOutput.BLOCK_BYTES);

        for (int at : new int[] {0, 40, file.length / 2, file.length - 70_000, file.length - 1}) {
            assertThatThrownBy(() -> restore.run(Arrays.copyOf(file, at), PASSWORD, NOW, UNTOLD))
                    .as("cut at %d", at)
                    .isInstanceOf(UnreadableBackupException.class);
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> restore.run(changed, PASSWORD, NOW, UNTOLD))
                    .as("changed at %d", at)
                    .isInstanceOf(UnreadableBackupException.class);
        }
        assertThat(accounts.reveal("a0")).isNull();
        assertThat(restore.run(file, PASSWORD, NOW, UNTOLD).lines()).hasSize(200);
        assertThat(accounts.reveal("a199")).isEqualTo(oldAccounts.reveal("a199"));
    }
}

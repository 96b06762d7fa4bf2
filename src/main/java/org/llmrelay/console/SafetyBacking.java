package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.BackupDesk;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.EncryptionBody;

/** The key ring, backups, and what is brought back from them. */
@Named
@RequestScoped
public class SafetyBacking {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Words words;

    private final Map<String, Object> wish = new HashMap<>(Map.of("existing", "keep"));
    private @Nullable Map<String, Object> encryption;
    private @Nullable Map<String, Object> restored;
    private @Nullable Part file;

    /** An {@code Encryption} of the API. */
    public Map<String, Object> getEncryption() {
        if (encryption == null) {
            encryption = acts.look(() -> Shapes.of(EncryptionBody.of(
                            desks.ring().vault().keyIds(),
                            desks.ring().resealing().progress())))
                    .orElse(Map.of());
        }
        return encryption;
    }

    /** Seals with the newest key what former ones have sealed. */
    public void reseal() {
        acts.change("encryption.reseal", "", () -> {
                    desks.ring().resealing().reseal();
                    return "";
                })
                .ifPresent(done -> acts.done("safety.resealed"));
        encryption = null;
    }

    /** Sends a backup of everything, locked with the password that was typed. */
    public void backUp() {
        Map<String, Object> form = new HashMap<>();
        form.put("password", Objects.requireNonNullElse(wish.get("password"), ""));
        acts.change("backup.create", "", () -> desks.backups().backUp(Shapes.form(form)))
                .ifPresent(made -> Download.send("llm-relay.backup", "application/octet-stream", made::write));
    }

    /** Tells what a file would bring back. */
    public void tryRestore() {
        restore(true);
    }

    public void restore() {
        restore(false);
    }

    private void restore(boolean isTry) {
        byte[] bytes = Uploads.bytes(file, MOST_BYTES);
        if (bytes.length == 0) {
            acts.wrong(words.of("safety.no-file"));
            return;
        }
        String password = (String) wish.get("restore_password");
        BackupDesk.Wish asked = new BackupDesk.Wish(String.valueOf(isTry), (String) wish.get("existing"));
        (isTry
                        ? acts.change(() -> desks.backups().restore(bytes, password, asked))
                        : acts.change("restore.run", "", () -> desks.backups().restore(bytes, password, asked)))
                .ifPresent(body -> {
                    restored = Shapes.of(body);
                    acts.done(isTry ? "safety.tried" : "safety.restored");
                });
    }

    /** A {@code Restored} of the API, or null before there is one. */
    public @Nullable Map<String, Object> getRestored() {
        return restored;
    }

    public Map<String, Object> getWish() {
        return wish;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}

package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.BackupDesk;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.EncryptionBody;
import org.llmrelay.admin.RestoreBody;

/** The key ring, backups, and what is brought back from them. */
@Named
@RequestScoped
public class SafetyBacking {
    private static final String PAGE = "restore";
    /** Small backups are there by then, and need no progress. */
    private static final long SHORT_MILLIS = 500;

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Words words;

    @Inject
    Visitor visitor;

    @Inject
    Works works;

    private final Map<String, Object> wish = new HashMap<>(Map.of("existing", "keep"));
    private @Nullable Map<String, Object> encryption;
    private @Nullable Part file;

    private record Outcome(boolean isTry, RestoreBody body) {}

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
        if (isRunning()) {
            return;
        }
        byte[] bytes = Uploads.bytes(file, MOST_BYTES);
        if (bytes.length == 0) {
            acts.wrong(words.of("safety.no-file"));
            return;
        }
        String password = (String) wish.get("restore_password");
        BackupDesk.Wish asked = new BackupDesk.Wish(String.valueOf(isTry), (String) wish.get("existing"));
        acts.change(() -> {
            BackupDesk desk = desks.backups();
            Runnable note = acts.noting("restore.run");
            Work<Outcome> work = works.begin(visitor.getName(), PAGE, progress -> {
                RestoreBody body = desk.restore(bytes, password, asked, progress);
                if (!isTry) {
                    note.run();
                }
                return new Outcome(isTry, body);
            });
            work.settle(SHORT_MILLIS);
        });
        ask();
    }

    /** Takes what has come of a restore, if it has ended. */
    public void ask() {
        work().filter(work -> work.isEnded() && !work.isTold()).ifPresent(this::tell);
    }

    private void tell(Work<Outcome> ended) {
        ended.told();
        acts.look(ended::get)
                .ifPresentOrElse(outcome -> acts.done(outcome.isTry() ? "safety.tried" : "safety.restored"), () -> {
                    works.forget(visitor.getName(), PAGE);
                    Acts.drawAnew("restore");
                });
    }

    private Optional<Work<Outcome>> work() {
        return works.of(visitor.getName(), PAGE);
    }

    /** A restore that is under way, or has ended; null where there is none. */
    public @Nullable Work<?> getWork() {
        return work().orElse(null);
    }

    /** Whether it has not ended, or nobody has been told so. */
    public boolean isRunning() {
        return work().filter(work -> !work.isTold()).isPresent();
    }

    /** How many records of a backup met which fate; none before there is one. */
    public Map<String, Long> getRestored() {
        return work().flatMap(Work::found)
                .map(outcome -> outcome.body().counts())
                .orElse(Map.of());
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

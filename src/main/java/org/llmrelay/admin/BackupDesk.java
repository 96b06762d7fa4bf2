package org.llmrelay.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.backup.Backup;
import org.llmrelay.backup.Restore;
import org.llmrelay.backup.UnreadableBackupException;
import org.llmrelay.secret.Secret;

/** What an operator does with backups. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class BackupDesk {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final int MOST_NAMED = 20;
    private static final Map<String, Boolean> EXISTING = Map.of("keep", false, "replace", true);

    private final Backup backup;
    private final Restore restore;

    public BackupDesk(Backup backup, Restore restore) {
        this.backup = backup;
        this.restore = restore;
    }

    /** A file that is written while it is sent. */
    public interface File {
        void write(OutputStream out) throws IOException;
    }

    public File backUp(Form form) {
        String password = form.text("password", null);
        if (form.isFine("password") && !isGood(password)) {
            form.wrong("password", "must be " + rule());
        }
        Set<String> kinds = kinds(form);
        boolean leaveOut = form.flag("leave_out_unreadable", false);
        form.finish();
        List<String> unreadable = leaveOut ? List.of() : backup.unreadable(kinds);
        if (!unreadable.isEmpty()) {
            throw new ProblemException(Problem.conflict("These records cannot be read, so no backup can hold them: "
                    + String.join(", ", unreadable.stream().limit(MOST_NAMED).toList())
                    + (unreadable.size() > MOST_NAMED ? " and " + (unreadable.size() - MOST_NAMED) + " others" : "")
                    + ". leave_out_unreadable makes one without them"));
        }
        return out -> backup.write(out, Secret.of(password), kinds);
    }

    private Set<String> kinds(Form form) {
        List<String> known = backup.kinds();
        List<String> kinds = form.lines("kinds", known, known.size(), 50);
        if (kinds.isEmpty() || !known.containsAll(kinds)) {
            form.wrong("kinds", "must be some of " + String.join(", ", known));
        }
        return new LinkedHashSet<>(kinds);
    }

    public RestoreBody restore(byte[] file, @Nullable String password, Wish wish, Progress progress) {
        if (password == null || !isGood(password)) {
            throw invalid("Backup-Password", "must be a header with " + rule());
        }
        Restore.Order order = new Restore.Order(
                read("dry_run", wish.dryRun(), "false", Map.of("true", true, "false", false)),
                read("existing", wish.existing(), "keep", EXISTING));
        try {
            String doing = order.dryRun() ? "looking" : "restoring";
            Restore.Report report =
                    restore.run(file, Secret.of(password), order, (done, all) -> progress.at(doing, done, all));
            return RestoreBody.of(report, order);
        } catch (UnreadableBackupException e) {
            throw new ProblemException(
                    Problem.of(422, "unreadable-backup", "The backup cannot be read", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                    422, "unreadable-backup", "The backup cannot be read", "The content of the backup is damaged"));
        }
    }

    /** What the query says, null where it says nothing. */
    public record Wish(@Nullable String dryRun, @Nullable String existing) {}

    private static boolean read(String name, @Nullable String text, String missing, Map<String, Boolean> words) {
        Boolean meant = words.get(text == null ? missing : text);
        if (meant == null) {
            throw invalid(name, "must be one of " + String.join(", ", words.keySet()));
        }
        return meant;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new Problem.Mistake(field, detail))));
    }

    // It comes back in a header, where only these characters are safe.
    private static boolean isGood(String password) {
        return password.length() >= SHORTEST
                && password.length() <= LONGEST
                && password.strip().equals(password)
                && password.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String rule() {
        return SHORTEST + " to " + LONGEST + " letters, digits, signs and blanks of ASCII, no blank at either end";
    }
}

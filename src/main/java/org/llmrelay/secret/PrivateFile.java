package org.llmrelay.secret;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes text that only the owner of this process may read. The text is complete under a second name before it takes
 * its own, so that no reader ever sees half of it. Confined to one thread.
 */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Path draft;

    private PrivateFile(Path path, Path draft) {
        this.path = path;
        this.draft = draft;
    }

    /** Writes the text beside {@code path}, which itself stays as it was until {@link #publish}. */
    public static PrivateFile draft(Path path, String text) throws IOException {
        Path draft = Files.createTempFile(folderOf(path), path.getFileName() + ".", ".draft", ownerOnly());
        Files.writeString(draft, text);
        return new PrivateFile(path, draft);
    }

    /** Puts the text in the place of whatever stands at the path. */
    public void publish() throws IOException {
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets the draft. */
    public void discard() throws IOException {
        Files.deleteIfExists(draft);
    }

    private static Path folderOf(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("file: " + path + " (expected: a file in a folder)");
        }
        return folder;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}

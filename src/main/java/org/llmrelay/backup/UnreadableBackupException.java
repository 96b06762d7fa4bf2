package org.llmrelay.backup;

import java.io.IOException;

/** A file that is no backup, is damaged, or was locked with another password. The message says which, for people. */
public final class UnreadableBackupException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableBackupException(String message) {
        super(message);
    }

    UnreadableBackupException(String message, Throwable cause) {
        super(message, cause);
    }
}

/**
 * Backups: all records of the store in one file that a password opens, and their way back. Knows no kind of record and no store; those who keep
 * records put up a {@link org.llmrelay.backup.Shelf}. Confined to the thread that writes or reads a file.
 */
@NullMarked
package org.llmrelay.backup;

import org.jspecify.annotations.NullMarked;

package org.llmrelay.backup;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/** Reads what {@link SealedOutput} wrote. Nothing of a block is seen before all of it has been found genuine. Confined to one thread. */
final class SealedInput extends InputStream {
    private static final int MOST_BYTES = SealedOutput.BLOCK_BYTES + 16;

    private final DataInputStream file;
    private final Lock lock;
    private InputStream block = InputStream.nullInputStream();
    private int number;
    private boolean ended;

    SealedInput(DataInputStream file, Lock lock) {
        this.file = file;
        this.lock = lock;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = block.read(bytes, offset, length);
        while (read < 0 && !ended) {
            block = new ByteArrayInputStream(nextBlock());
            read = block.read(bytes, offset, length);
        }
        return read;
    }

    private byte[] nextBlock() throws IOException {
        try {
            boolean last = file.readBoolean();
            int length = file.readInt();
            if (length < 0 || length > MOST_BYTES) {
                throw new UnreadableBackupException("The backup is damaged in block " + number);
            }
            byte[] sealed = new byte[length];
            file.readFully(sealed);
            byte[] plain = lock.open(sealed, number, last);
            number++;
            ended = last;
            return plain;
        } catch (EOFException e) {
            throw new UnreadableBackupException("The end of the backup is missing", e);
        } catch (GeneralSecurityException e) {
            throw new UnreadableBackupException(
                    number == 0
                            ? "The password is wrong, or the backup is damaged"
                            : "The backup is damaged in block " + number,
                    e);
        }
    }
}

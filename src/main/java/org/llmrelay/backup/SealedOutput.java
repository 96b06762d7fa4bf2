package org.llmrelay.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what it is given in sealed blocks: a byte that says whether it is the last, four of length, the block. Confined to one thread. */
final class SealedOutput extends OutputStream {
    static final int BLOCK_BYTES = 64 * 1024;

    private final DataOutputStream file;
    private final Lock lock;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int filled;
    private int number;
    private boolean closed;

    SealedOutput(OutputStream file, Lock lock) throws IOException {
        this.file = new DataOutputStream(file);
        this.lock = lock;
        this.file.write(lock.head());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (filled == BLOCK_BYTES) {
                writeBlock(false);
            }
            int part = Math.min(end - from, BLOCK_BYTES - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
        }
    }

    private void writeBlock(boolean last) throws IOException {
        byte[] sealed = lock.seal(block, filled, number++, last);
        file.writeBoolean(last);
        file.writeInt(sealed.length);
        file.write(sealed);
        filled = 0;
    }

    /** Writes the last block. The file itself stays open. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeBlock(true);
            file.flush();
        }
    }
}

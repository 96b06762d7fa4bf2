package org.llmrelay.fake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells the exchange of every few KiB that the socket accepts, so that a blocked write shows. */
final class CountedOutput extends FilterOutputStream {
    private static final int SLICE = 8 * 1024;

    private final Exchange exchange;

    CountedOutput(OutputStream out, Exchange exchange) {
        super(out);
        this.exchange = exchange;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; done += SLICE) {
            exchange.requireCaller();
            int slice = Math.min(SLICE, length - done);
            out.write(bytes, from + done, slice);
            exchange.accepted(slice);
        }
    }
}

package org.llmrelay.upstream.hc5;

import java.nio.ByteBuffer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.llmrelay.call.Headers;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/** An answer that has begun. Thread-safe. */
final class Hc5Exchange implements UpstreamExchange {
    private final int status;
    private final Headers headers;
    private final Connection connection;
    private final Window window = new Window();
    private final BodyFeed feed;

    Hc5Exchange(int status, Headers headers, Connection connection) {
        this.status = status;
        this.headers = headers;
        this.connection = connection;
        this.feed = new BodyFeed(connection::close);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void read(BodyReader reader) {
        feed.readInto(reader);
        window.open();
    }

    @Override
    public void credit(int bytes) {
        window.credit(bytes);
    }

    @Override
    public void close() {
        feed.silence();
        connection.close();
    }

    void bytes(ByteBuffer chunk) {
        window.took(chunk.remaining());
        feed.bytes(chunk);
    }

    void ranDry(CapacityChannel channel) {
        window.ranDry(channel);
    }

    /** The body ended as it should. A connection whose upstream did not take the whole request cannot serve again. */
    void end(boolean requestSent) {
        if (requestSent) {
            connection.giveBack(KeepAlive.askedIn(headers));
        } else {
            connection.close();
        }
        feed.end();
    }

    /** There will be nothing more. Ignored after the end. */
    void broke() {
        connection.close();
        feed.broke(Faults.BROKE_OFF);
    }
}

package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParser;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.apache.hc.core5.http.nio.NHttpMessageWriter;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/** Gives each connection HttpCore's HTTP/1.1 codec, stricter about answers that are cut off. Thread-safe. */
final class Codec implements IOEventHandlerFactory {
    /** Bytes that are read at once. A connection keeps three buffers of this size, and thousands of streams are open at a time. */
    static final int BUFFER = 4 * 1024;

    /** A body up to this size leaves with its head in one segment. */
    private static final int SMALL_BODY = 8 * 1024;

    private static final int LONGEST_HEADER_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 500;

    private static final HttpProcessor ADDS_NOTHING =
            HttpProcessorBuilder.create().build();
    private static final Http1Config HTTP_1 = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setChunkSizeHint(SMALL_BODY)
            .setInitialWindowSize(Window.INITIAL)
            .setMaxLineLength(LONGEST_HEADER_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();

    /** Comes along with the order for a connection, and has the first word on it. */
    interface FirstWord {
        IOEventHandler handlerOn(ProtocolIOSession session);
    }

    @Override
    public IOEventHandler createHandler(ProtocolIOSession session, @Nullable Object attachment) {
        return attachment instanceof FirstWord first ? first.handlerOn(session) : over(session);
    }

    /** Speaks HTTP over a connection. */
    static IOEventHandler over(ProtocolIOSession session) {
        return new ClientHttp1IOEventHandler(new Duplex(session));
    }

    private static final class Duplex extends ClientHttp1StreamDuplexer {
        Duplex(ProtocolIOSession session) {
            super(
                    session,
                    ADDS_NOTHING,
                    HTTP_1,
                    null,
                    DefaultConnectionReuseStrategy.INSTANCE,
                    new WholeHeads(),
                    new ReadyBytes(),
                    DefaultContentLengthStrategy.INSTANCE,
                    DefaultContentLengthStrategy.INSTANCE,
                    null);
        }

        @Override
        protected ContentDecoder createContentDecoder(
                long length, ReadableByteChannel channel, SessionInputBuffer buffer, BasicHttpTransportMetrics metrics)
                throws HttpException {
            SocketOnce socket = new SocketOnce(channel);
            return new BodyDecoding(super.createContentDecoder(length, socket, buffer, metrics), socket);
        }
    }

    /** Writes heads that are bytes already. */
    private static final class ReadyBytes implements NHttpMessageWriter<HttpRequest> {
        @Override
        public void write(HttpRequest request, SessionOutputBuffer buffer) {
            buffer.write(((RequestHead) request).bytes());
        }

        @Override
        public void reset() {}
    }

    /** HttpCore takes what there is for the whole head when the connection ends within it. */
    private static final class WholeHeads extends DefaultHttpResponseParser<HttpResponse> {
        WholeHeads() {
            super(HTTP_1, LazyLaxLineParser.INSTANCE, DefaultHttpResponseFactory.INSTANCE);
        }

        @Override
        public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
                throws IOException, HttpException {
            @Nullable HttpResponse head = super.parse(buffer, false);
            if (head == null && endOfStream && buffer.hasData()) {
                throw new ConnectionClosedException("connection closed within the head");
            }
            return head;
        }
    }
}

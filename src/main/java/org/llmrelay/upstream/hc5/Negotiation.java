package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Holds a dialogue over a connection to a proxy. Whoever is told that it is open takes the connection over. Confined to its I/O thread. */
final class Negotiation implements IOEventHandler {
    private static final int BUFFER = 1024;

    private final ProtocolIOSession session;
    private final Dialogue dialogue;
    private final FutureCallback<ProtocolIOSession> opened;
    private ByteBuffer toSay = Dialogue.SILENCE;

    Negotiation(ProtocolIOSession session, Dialogue dialogue, FutureCallback<ProtocolIOSession> opened) {
        this.session = session;
        this.dialogue = dialogue;
        this.opened = opened;
    }

    @Override
    public void connected(IOSession layer) {
        say(dialogue.opening());
    }

    private void say(ByteBuffer text) {
        toSay = text;
        session.setEvent(EventMask.WRITE);
    }

    @Override
    public void outputReady(IOSession layer) throws IOException {
        session.write(toSay);
        if (!toSay.hasRemaining()) {
            session.clearEvent(EventMask.WRITE);
        }
    }

    /** {@code decrypted}: what came over TLS; without TLS it is to be read from the connection. */
    @Override
    public void inputReady(IOSession layer, @Nullable ByteBuffer decrypted) throws IOException {
        if (decrypted != null) {
            hear(decrypted);
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        int count = session.read(buffer);
        while (count > 0 && !dialogue.isOpen()) {
            hear(buffer.flip());
            buffer.clear();
            count = dialogue.isOpen() ? 0 : session.read(buffer);
        }
        if (count < 0) {
            fail(new ProxyException(Faults.PROXY_UNREACHABLE, "the proxy hung up"));
        }
    }

    private void hear(ByteBuffer bytes) throws ProxyException {
        ByteBuffer answer = dialogue.reply(bytes);
        if (dialogue.isOpen()) {
            session.clearEvent(EventMask.WRITE);
            opened.completed(session);
        } else if (answer.hasRemaining()) {
            say(answer);
        }
    }

    @Override
    public void timeout(IOSession layer, Timeout timeout) {
        fail(new ProxyException(Faults.PROXY_UNREACHABLE, "the proxy opened no way in time"));
    }

    @Override
    public void exception(IOSession layer, Exception cause) {
        fail(cause);
    }

    @Override
    public void disconnected(IOSession layer) {
        fail(new ProxyException(Faults.PROXY_UNREACHABLE, "the proxy hung up"));
    }

    private void fail(Exception cause) {
        opened.failed(cause);
        session.close(CloseMode.IMMEDIATE);
    }
}

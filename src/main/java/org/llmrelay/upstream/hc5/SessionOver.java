package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A session of HttpCore's that stands on another one and is like it, except for what a subclass says. */
abstract class SessionOver implements IOSession {
    abstract IOSession below();

    @Override
    public String getId() {
        return below().getId();
    }

    @Override
    public @Nullable IOEventHandler getHandler() {
        return below().getHandler();
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        below().upgrade(handler);
    }

    @Override
    public Lock getLock() {
        return below().getLock();
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        below().enqueue(command, priority);
    }

    @Override
    public boolean hasCommands() {
        return below().hasCommands();
    }

    @Override
    public @Nullable Command poll() {
        return below().poll();
    }

    @Override
    public ByteChannel channel() {
        return below().channel();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return below().getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return below().getLocalAddress();
    }

    @Override
    public int getEventMask() {
        return below().getEventMask();
    }

    @Override
    public void setEventMask(int events) {
        below().setEventMask(events);
    }

    @Override
    public void setEvent(int event) {
        below().setEvent(event);
    }

    @Override
    public void clearEvent(int event) {
        below().clearEvent(event);
    }

    @Override
    public boolean isOpen() {
        return below().isOpen();
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    @Override
    public void close(CloseMode mode) {
        below().close(mode);
    }

    @Override
    public Status getStatus() {
        return below().getStatus();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return below().read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return below().write(from);
    }

    @Override
    public Timeout getSocketTimeout() {
        return below().getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        below().setSocketTimeout(timeout);
    }

    @Override
    public long getLastReadTime() {
        return below().getLastReadTime();
    }

    @Override
    public long getLastWriteTime() {
        return below().getLastWriteTime();
    }

    @Override
    public long getLastEventTime() {
        return below().getLastEventTime();
    }

    @Override
    public void updateReadTime() {
        below().updateReadTime();
    }

    @Override
    public void updateWriteTime() {
        below().updateWriteTime();
    }
}

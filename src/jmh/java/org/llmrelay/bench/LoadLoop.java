package org.llmrelay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The selector and the open connections of one order. */
final class LoadLoop implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final ReadBuffer buffer = new ReadBuffer();
    private final InetSocketAddress address;
    private final LoadConnection.Watcher watcher;

    LoadLoop(InetSocketAddress address, LoadConnection.Watcher watcher) throws IOException {
        this.address = address;
        this.watcher = watcher;
    }

    void connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        LoadConnection connection = new LoadConnection(watcher, channel, key);
        key.attach(connection);
        if (channel.connect(address)) {
            connection.connected(key);
        }
    }

    /** Waits for something to happen, at most {@code millis}, and lets the connections act. */
    void turn(long millis) throws IOException {
        selector.select(this::ready, Math.max(1, millis));
    }

    private void ready(SelectionKey key) {
        ((LoadConnection) key.attachment()).ready(key, buffer);
    }

    List<LoadConnection> open() {
        List<LoadConnection> open = new ArrayList<>();
        selector.keys().forEach(key -> open.add((LoadConnection) key.attachment()));
        return open;
    }

    @Override
    public void close() throws IOException {
        open().forEach(LoadConnection::close);
        selector.close();
    }
}

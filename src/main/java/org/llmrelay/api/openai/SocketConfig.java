package org.llmrelay.api.openai;

import jakarta.websocket.server.ServerEndpointConfig;

/** Says to the server that a socket has been made already, one for each caller. */
final class SocketConfig extends ServerEndpointConfig.Configurator {
    private final ResponsesSocket socket;

    private SocketConfig(ResponsesSocket socket) {
        this.socket = socket;
    }

    static ServerEndpointConfig of(String path, ResponsesSocket socket) {
        return ServerEndpointConfig.Builder.create(ResponsesSocket.class, path)
                .configurator(new SocketConfig(socket))
                .build();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(socket);
    }

    /** Keys travel in header fields that pages cannot set on sockets: a page's socket has no key. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }
}

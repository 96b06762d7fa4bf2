package org.llmrelay.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of a caller, read and ready to be relayed. The key it came with travels apart from it.
 *
 * @param dialect the id of the dialect that upstreams are asked in
 * @param tongue the id of the dialect that the caller is answered in: the same, or one that translates
 * @param service what the caller came for, as the rights of keys name it, such as {@code claude}
 * @param request the request as it came, or its translation; credentials removed
 * @param facts what its body says
 */
public record Call(
        CallId id,
        String dialect,
        String tongue,
        String service,
        Operation operation,
        Request request,
        Facts facts,
        Instant arrived) {
    private static final int CLIENT_CHARS = 80;

    /** A call that needs no translation. */
    public Call(
            CallId id,
            String dialect,
            String service,
            Operation operation,
            Request request,
            Facts facts,
            Instant arrived) {
        this(id, dialect, dialect, service, operation, request, facts, arrived);
    }

    /**
     * The request as it came.
     *
     * @param path the path at the provider, such as {@code /v1/messages}: the relay's own prefix is cut off
     * @param query the raw query without the key parameter, or null where there is none
     * @param headers end-to-end fields only: no credentials, nothing that front proxies added
     */
    public record Request(
            String method, String path, @Nullable String query, Headers headers, Body body) {}

    /** This call without the bytes of its body, for the time in which nobody will send them again. */
    public Call withoutBody() {
        Request bare = new Request(request.method(), request.path(), request.query(), request.headers(), Body.EMPTY);
        return new Call(id, dialect, tongue, service, operation, bare, facts, arrived);
    }

    /** The start of the caller's User-Agent, or null. */
    public @Nullable String client() {
        return request.headers().first("user-agent").map(Call::client).orElse(null);
    }

    /** The start of a User-Agent, as it is kept. */
    public static String client(String userAgent) {
        return userAgent.length() <= CLIENT_CHARS ? userAgent : userAgent.substring(0, CLIENT_CHARS);
    }
}

package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.llmrelay.call.Headers;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * The head of a request as the bytes that go over the wire: the target as it stands in the URI, the host, the request's own
 * fields, the length. As HttpCore's request it has the length only, by which HttpCore frames the body. Immutable.
 */
final class RequestHead extends BasicHttpRequest {
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int USUAL_LENGTH = 1024;

    private final byte[] bytes;

    RequestHead(UpstreamRequest request) {
        super(request.method(), null, null, target(request.uri()));
        StringBuilder head = new StringBuilder(USUAL_LENGTH);
        append(head, request.method()).append(' ');
        append(head, getPath()).append(" HTTP/1.1\r\n");
        append(head, "Host", authority(request.uri()));
        for (Headers.Field field : request.headers().fields()) {
            if (!isOurs(field)) {
                append(head, field.name(), field.value());
            }
        }
        int size = request.body().size();
        if (size > 0 || METHODS_WITH_BODY.contains(request.method())) {
            String length = Integer.toString(size);
            append(head, "Content-Length", length);
            addHeader(new BasicHeader("Content-Length", length));
        }
        // As bytes came in from a caller, so they go out.
        bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
    }

    private static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    // A second length or host would let one message be read as two.
    private static boolean isOurs(Headers.Field field) {
        return field.isNamed("Host") || field.isNamed("Content-Length") || field.isNamed("Transfer-Encoding");
    }

    private static void append(StringBuilder head, String name, String value) {
        append(head, name).append(": ");
        append(head, value).append("\r\n");
    }

    // A line break would begin another field.
    private static StringBuilder append(StringBuilder head, String text) {
        int start = head.length();
        head.append(text);
        for (int i = start; i < head.length(); i++) {
            char each = head.charAt(i);
            if (each < ' ' && each != '\t') {
                head.setCharAt(i, ' ');
            }
        }
        return head;
    }
}

package org.llmrelay.upstream.hc5;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.llmrelay.call.Headers;
import org.llmrelay.upstream.UpstreamRequest;

/** Turns heads of requests and answers into what goes over the wire, and back. */
final class Heads {
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private Heads() {}

    /** The request line with the target as it stands in the URI, the host, the request's own fields, the length. */
    static HttpRequest of(UpstreamRequest request) {
        HttpRequest head = new BasicHttpRequest(request.method(), null, null, target(request.uri()));
        head.addHeader(new BasicHeader("Host", authority(request.uri())));
        for (Headers.Field field : request.headers().fields()) {
            if (!isOurs(field)) {
                head.addHeader(new BasicHeader(field.name(), field.value()));
            }
        }
        int size = request.body().size();
        if (size > 0 || METHODS_WITH_BODY.contains(request.method())) {
            head.addHeader(new BasicHeader("Content-Length", Integer.toString(size)));
        }
        return head;
    }

    /** The fields of an answer as they came. */
    static Headers fieldsOf(HttpResponse response) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Iterator<Header> each = response.headerIterator(); each.hasNext(); ) {
            Header header = each.next();
            fields.add(new Headers.Field(header.getName(), header.getValue()));
        }
        return Headers.of(fields);
    }

    /** Where to connect to. Throws {@link IllegalArgumentException} when the URI names no host or is not HTTP. */
    static HttpHost hostOf(URI uri) {
        String host = uri.getHost();
        boolean isHttps = "https".equalsIgnoreCase(uri.getScheme());
        boolean isHttp = isHttps || "http".equalsIgnoreCase(uri.getScheme());
        if (host == null || !isHttp) {
            throw new IllegalArgumentException(
                    "upstream: " + uri.getScheme() + "://" + host + " (expected: http or https and a host)");
        }
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        int port = uri.getPort() >= 0 ? uri.getPort() : isHttps ? 443 : 80;
        return new HttpHost(uri.getScheme(), isBracketed ? host.substring(1, host.length() - 1) : host, port);
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
}

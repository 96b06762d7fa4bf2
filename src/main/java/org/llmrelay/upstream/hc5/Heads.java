package org.llmrelay.upstream.hc5;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.llmrelay.call.Headers;

/** Reads what HttpClient needs to know of a URI, and what we need to know of an answer's head. */
final class Heads {
    private Heads() {}

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
}

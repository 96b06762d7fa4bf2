package org.llmrelay.fake;

import java.util.ArrayList;
import java.util.List;

/** The headers that surround every answer of the provider; the rate limits' state only where the request went well. */
final class ProviderHeaders {
    private static final String RESET = "2027-01-01T00:00:00Z";

    private ProviderHeaders() {}

    static Content on(Content content, Exchange exchange) {
        List<Header> headers = new ArrayList<>(content.headers());
        headers.add(new Header("date", "Mon, 23 Nov 2026 10:15:00 GMT"));
        headers.add(new Header("request-id", exchange.requestId()));
        headers.add(new Header("anthropic-organization-id", "8b1f0c44-52d1-4b3e-9a77-6f6b0e5c2d10"));
        if (content.status() < 300) {
            addLimit(headers, "requests", 4000, 3999);
            addLimit(headers, "tokens", 2_400_000, 2_310_000);
            addLimit(headers, "input-tokens", 2_000_000, 1_930_000);
            addLimit(headers, "output-tokens", 400_000, 380_000);
        }
        headers.add(new Header("set-cookie", "__cf_bm=fake.cookie-1764; path=/; HttpOnly; Secure; SameSite=None"));
        headers.add(new Header("set-cookie", "_cfuvid=fake.visitor-1764; path=/; HttpOnly; Secure; SameSite=None"));
        headers.add(new Header("strict-transport-security", "max-age=31536000; includeSubDomains; preload"));
        headers.add(new Header("server", "cloudflare"));
        headers.add(new Header("cf-cache-status", "DYNAMIC"));
        headers.add(new Header("cf-ray", "9a2f%012x-FRA".formatted(exchange.number())));
        headers.add(new Header("x-envoy-upstream-service-time", "812"));
        return new Content(content.status(), List.copyOf(headers), content.length(), content.segments());
    }

    private static void addLimit(List<Header> headers, String limit, int most, int left) {
        String prefix = "anthropic-ratelimit-" + limit;
        headers.add(new Header(prefix + "-limit", Integer.toString(most)));
        headers.add(new Header(prefix + "-remaining", Integer.toString(left)));
        headers.add(new Header(prefix + "-reset", RESET));
    }
}

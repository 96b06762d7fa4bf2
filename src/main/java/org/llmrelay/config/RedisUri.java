package org.llmrelay.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.llmrelay.secret.Secret;

/** Where Redis is: told as one URI, or in parts under the names that older set-ups use. Confined to one thread. */
final class RedisUri {
    private static final String URL = "RELAY_REDIS_URL";
    private static final String LOCAL_HOST = "127.0.0.1";
    private static final int STANDARD_PORT = 6379;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_DATABASE = 1_000_000;

    private final Reading reading;

    RedisUri(Reading reading) {
        this.reading = reading;
    }

    Secret read() {
        return Secret.of(reading.text(URL).map(this::checked).orElseGet(this::fromParts));
    }

    private String checked(String url) {
        if (isRedis(url)) {
            return url;
        }
        String shown = url.contains("@") ? "[not shown, since it may hold a password]" : url;
        return reading.wrong(URL, shown, "redis://[user:password@]host[:port][/database] or rediss://…", url);
    }

    private String fromParts() {
        String scheme = reading.flag("REDIS_ENABLE_TLS", false) ? "rediss" : "redis";
        Optional<Secret> password = reading.secret("REDIS_PASSWORD");
        String host = reading.text("REDIS_HOST").orElse(LOCAL_HOST);
        long port = reading.whole("REDIS_PORT", STANDARD_PORT, 1, MOST_PORT);
        long database = reading.whole("REDIS_DB", 0, 0, MOST_DATABASE);
        String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        if (!isRedis(scheme + "://" + place)) {
            reading.wrong("REDIS_HOST", host, "a host name or address", host);
        }
        return scheme + "://" + password.map(RedisUri::userInfo).orElse("") + place + "/" + database;
    }

    private static String userInfo(Secret password) {
        // A form encodes a space as a plus, which a URI takes for a plus.
        return ":"
                + URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8).replace("+", "%20") + "@";
    }

    private static boolean isRedis(String url) {
        try {
            URI uri = new URI(url);
            return ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

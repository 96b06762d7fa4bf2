package org.llmrelay.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.llmrelay.redis.RedisAddress;
import org.llmrelay.secret.Secret;

/** Where Redis is: told as one URL, or in parts under the names that older set-ups use. Confined to one thread. */
final class RedisUri {
    private static final String URL = "RELAY_REDIS_URL";
    private static final String LOCAL_HOST = "127.0.0.1";
    private static final RedisAddress LOCAL = RedisAddress.parse("redis://" + LOCAL_HOST);
    private static final int STANDARD_PORT = 6379;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_DATABASE = 99_999;

    private final Reading reading;

    RedisUri(Reading reading) {
        this.reading = reading;
    }

    RedisAddress read() {
        return reading.text(URL).map(this::fromUrl).orElseGet(this::fromParts);
    }

    private RedisAddress fromUrl(String url) {
        try {
            return RedisAddress.parse(url);
        } catch (IllegalArgumentException e) {
            // The address complains without repeating the URL, which may hold a password.
            return reading.wrong(URL, e, LOCAL);
        }
    }

    private RedisAddress fromParts() {
        String scheme = reading.flag("REDIS_ENABLE_TLS", false) ? "rediss://" : "redis://";
        Optional<Secret> password = reading.secret("REDIS_PASSWORD");
        String host = reading.text("REDIS_HOST").orElse(LOCAL_HOST);
        long port = reading.whole("REDIS_PORT", STANDARD_PORT, 1, MOST_PORT);
        long database = reading.whole("REDIS_DB", 0, 0, MOST_DATABASE);
        String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
        try {
            return RedisAddress.parse(scheme + password.map(RedisUri::userInfo).orElse("") + place);
        } catch (IllegalArgumentException e) {
            return reading.wrong("REDIS_HOST", host, "a host name or address", LOCAL);
        }
    }

    private static String userInfo(Secret password) {
        // A form encodes a space as a plus, which a URL takes for a plus.
        String encoded = URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8);
        return ":" + encoded.replace("+", "%20") + "@";
    }
}

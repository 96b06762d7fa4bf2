package org.llmrelay.upstream.hc5;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.call.Headers;

/** Reads how long an upstream keeps an idle connection. */
final class KeepAlive {
    private static final Pattern TIMEOUT =
            Pattern.compile("\\btimeout\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);
    private static final Duration UNLIMITED = Duration.ofDays(1);

    private KeepAlive() {}

    /** Four fifths of what {@code Keep-Alive} says, because the upstream's clock started before ours; a day when it says nothing. */
    static Duration askedIn(Headers headers) {
        return headers.first("Keep-Alive").map(KeepAlive::asked).orElse(UNLIMITED);
    }

    private static Duration asked(String value) {
        Matcher timeout = TIMEOUT.matcher(value);
        return timeout.find() ? Duration.ofMillis(Long.parseLong(timeout.group(1)) * 800) : UNLIMITED;
    }
}

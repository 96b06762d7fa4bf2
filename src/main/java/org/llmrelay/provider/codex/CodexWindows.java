package org.llmrelay.provider.codex;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Quota.Window;
import org.llmrelay.call.Headers;

/** How much of a subscription's windows is used, as the header fields of an answer say it. */
final class CodexWindows {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");

    private CodexWindows() {}

    static Quota in(Headers headers, Instant now) {
        return new Quota(Stream.of("primary", "secondary")
                .flatMap(name -> window(name, headers, now).stream())
                .toList());
    }

    /** A window whose end is not told says nothing: nobody would know how long its percentage holds. */
    private static Optional<Window> window(String name, Headers headers, Instant now) {
        String prefix = "x-codex-" + name;
        Optional<Instant> resets = number(headers, prefix + "-reset-at")
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()))
                .or(() -> number(headers, prefix + "-reset-after-seconds")
                        .map(seconds -> now.plusSeconds(seconds.longValue())));
        Optional<Double> percent = number(headers, prefix + "-used-percent");
        return percent.isEmpty() || resets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Window(
                        name, null, (int) Math.min(Integer.MAX_VALUE, Math.round(percent.get())), resets.get()));
    }

    private static Optional<Double> number(Headers headers, String name) {
        return headers.first(name)
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Double::valueOf);
    }
}

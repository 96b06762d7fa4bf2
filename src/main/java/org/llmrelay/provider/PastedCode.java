package org.llmrelay.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator pastes after signing in: the address that the browser ended at, {@code code#state}, or the code alone.
 *
 * @param state null where nothing tells it
 */
public record PastedCode(String code, @Nullable String state) {

    /** Empty where no code is in the text. */
    public static Optional<PastedCode> in(String pasted) {
        String text = pasted.strip();
        boolean isAddress = text.contains("://") || text.startsWith("?") || text.contains("code=");
        String code = isAddress ? parameter(text, "code") : text.split("[#&]", 2)[0];
        if (code == null || code.isEmpty() || !code.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return Optional.empty();
        }
        return Optional.of(new PastedCode(code, isAddress ? parameter(text, "state") : behindHash(text)));
    }

    /** Whether it may belong to an attempt: a state that came along must be the attempt's. */
    public boolean belongsTo(SignInAttempt attempt) {
        return state == null || state.equals(attempt.state());
    }

    private static @Nullable String behindHash(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? null : text.substring(hash + 1);
    }

    private static @Nullable String parameter(String address, String name) {
        for (String pair : address.split("[?&#]", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "PastedCode";
    }
}

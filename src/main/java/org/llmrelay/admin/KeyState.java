package org.llmrelay.admin;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.llmrelay.key.KeyLabel;

/** How a key stands; a key has the first that fits, from the end. */
enum KeyState {
    ACTIVE,
    /** It works, and nobody has used it. */
    UNUSED,
    EXPIRED,
    DISABLED,
    DELETED;

    static final Map<String, KeyState> BY_CODE = byCode();

    private static Map<String, KeyState> byCode() {
        Map<String, KeyState> states = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(state -> states.put(state.code(), state));
        return states;
    }

    /** Of a key that is not deleted. */
    static KeyState of(KeyLabel key, boolean isUsed, Instant now) {
        if (!key.enabled()) {
            return DISABLED;
        }
        if (key.isExpired(now)) {
            return EXPIRED;
        }
        return isUsed ? ACTIVE : UNUSED;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.llmrelay.console.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** How an account stands, as one word for people, in the order in which somebody should look: what waits for a person comes first. */
enum Stand {
    NEEDS_SIGN_IN("bad", true),
    BLOCKED("bad", true),
    EXPIRED("bad", true),
    OUT_OF_QUOTA("warn", false),
    LIMITED("warn", false),
    COOLING("warn", false),
    /** Models of some families rest, the others are served. */
    PARTLY("warn", false),
    /** Its time of rest is over, and the next call tries it out. */
    PROBATION("accent", false),
    HEALTHY("good", false),
    DISABLED("idle", false);

    private static final String ALL = "*";

    private final String look;
    private final boolean waits;

    Stand(String look, boolean waits) {
        this.look = look;
        this.waits = waits;
    }

    /** The name in words and addresses. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which colour it has. */
    String look() {
        return look;
    }

    /** Whether it waits for a person. */
    boolean waits() {
        return waits;
    }

    /** Whether it takes no calls now, or not all, and will again by itself. */
    boolean rests() {
        return look.equals("warn");
    }

    /** Reads an {@code Account} and an {@code AccountState} of the API. */
    static Stand of(Map<String, Object> account, Map<String, Object> state, Instant now) {
        if (!Boolean.TRUE.equals(account.get("enabled"))) {
            return DISABLED;
        }
        String expires = Shapes.text(account, "expires_at");
        if (!expires.isEmpty() && !Instant.parse(expires).isAfter(now)) {
            return EXPIRED;
        }
        String code = Shapes.text(state, "state");
        if (!code.equals(HEALTHY.code())) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
        List<?> coolDowns = Shapes.list(state, "cool_downs");
        if (coolDowns.stream().anyMatch(one -> is(one, "resting"))) {
            return PARTLY;
        }
        return coolDowns.stream().anyMatch(one -> is(one, "probation")) ? PROBATION : HEALTHY;
    }

    /** What is held against the account: that of all its models, else the first of one family. */
    static Optional<Object> reason(Map<String, Object> state) {
        List<?> coolDowns = Shapes.list(state, "cool_downs");
        Optional<?> whole = coolDowns.stream()
                .filter(one -> Shapes.text(one, "family").equals(ALL))
                .findFirst();
        return (whole.isPresent() ? whole : coolDowns.stream().findFirst()).map(Object.class::cast);
    }

    /** When it takes calls again by itself, or null. */
    static @Nullable String ends(Stand stand, Map<String, Object> state) {
        if (!stand.rests()) {
            return null;
        }
        Object until = reason(state).map(one -> Shapes.at(one, "until")).orElse(null);
        return until instanceof String text ? text : fullest(state);
    }

    /** When the fullest window begins anew: what an account waits for that has used up what it may. */
    private static @Nullable String fullest(Map<String, Object> state) {
        Object fullest = null;
        for (Object window : Shapes.list(state, "quota")) {
            if (Shapes.number(window, "percent").intValue()
                    >= Shapes.number(fullest, "percent").intValue()) {
                fullest = window;
            }
        }
        return fullest == null ? null : Shapes.text(fullest, "resets_at");
    }

    private static boolean is(Object map, String name) {
        return Boolean.TRUE.equals(Shapes.at(map, name));
    }
}

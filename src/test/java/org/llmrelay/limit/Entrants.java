package org.llmrelay.limit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Entrant;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Gate.Slip;

/** Callers who want in, for tests. */
public final class Entrants {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private Entrants() {}

    /** One whose key limits its calls at once, or nothing. */
    public static Entrant entrant(String key, String call, int slots, @Nullable Session session) {
        return new Entrant(key, slip(call), slots, List.of(), session);
    }

    /** One that holds something of some limits. */
    public static Entrant entrant(String key, String call, Hold... holds) {
        return new Entrant(key, slip(call), 0, List.of(holds), null);
    }

    /** One that came at a time and holds something of some limits. */
    public static Entrant entrant(String key, String call, Instant at, List<Hold> holds) {
        return new Entrant(key, slip(call, at), 0, holds, null);
    }

    private static Slip slip(String call) {
        return slip(call, AT);
    }

    private static Slip slip(String call, Instant at) {
        return new Slip(call, at, "anthropic", "opus-4", true, "claude-cli/2.1; (\"odd\", 1=2)");
    }
}

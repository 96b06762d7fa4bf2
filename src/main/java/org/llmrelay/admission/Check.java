package org.llmrelay.admission;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Meter;

/**
 * One thing that admission looks at, and what it says to a call.
 *
 * @param name {@code key}, {@code expiry}, {@code service}, {@code client}, {@code model}, {@code price}, {@code slots}, {@code bound}, or a limit's name
 * @param words why it refuses, or what it allows
 * @param counted what is counted where it is a limit or the slots, or null
 */
public record Check(
        String name,
        Verdict verdict,
        String words,
        @Nullable Counted counted) {

    /** What a check says. */
    public enum Verdict {
        PASSES,
        REFUSES,
        /** It would refuse, if it were enforced. */
        WOULD_REFUSE;

        /** The name in answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a limit is used up, and what the call would hold of it. */
    public record Counted(Meter meter, long needed) {}
}

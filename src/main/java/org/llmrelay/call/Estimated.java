package org.llmrelay.call;

/** How many of a call's tokens nobody told: they are worked out from sizes. The call's {@link Usage} holds them too. */
public record Estimated(long input, long output) {
    /** Everything was told. */
    public static final Estimated NOTHING = new Estimated(0, 0);

    private static final int BYTES_PER_TOKEN = 4;

    /** About how many tokens a text of so many bytes has. */
    public static long tokens(long bytes) {
        return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    public boolean isAnything() {
        return input > 0 || output > 0;
    }
}

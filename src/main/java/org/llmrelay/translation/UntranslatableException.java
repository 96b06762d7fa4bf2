package org.llmrelay.translation;

/** Thrown where a request cannot be said in another dialect without changing what it means. */
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code sentence}: what the caller is told; it quotes nothing of the request. */
    public UntranslatableException(String sentence) {
        super(sentence, null, false, false);
    }

    /** Refuses what is wanted and cannot be said; {@code what}: the beginning of a sentence that names it. */
    public static void refuse(boolean wanted, String what) {
        if (wanted) {
            throw new UntranslatableException(what + " not supported for this model here.");
        }
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}

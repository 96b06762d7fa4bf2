package org.llmrelay.translation;

/** Thrown where a request cannot be said in another dialect without changing what it means. */
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code sentence}: what the caller is told; it quotes nothing of the request. */
    public UntranslatableException(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}

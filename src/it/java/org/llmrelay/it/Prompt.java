package org.llmrelay.it;

/** Bodies of Messages requests. */
final class Prompt {
    /** Stands in every prompt, and must not stand in any log. */
    static final String MARK = "wombat-in-the-prompt-7f3a";

    private Prompt() {}

    static String plain() {
        return of(Ask.MODEL, "");
    }

    static String streamed() {
        return of(Ask.MODEL, ",\"stream\":true");
    }

    /** @param more further fields, each with a comma before it */
    static String of(String model, String more) {
        return """
                {"model":"%s","max_tokens":1024,"messages":[{"role":"user","content":"Tell me of the %s."}]%s}""".formatted(model, MARK, more);
    }
}

package org.llmrelay.translation.messages;

import java.util.regex.Pattern;
import org.llmrelay.translation.Prompt;

/** How long an answer may be: Anthropic must be told, and other dialects leave it out. */
final class MostTokens {
    /** What all models since the fourth generation can say. */
    private static final long USUAL = 32_000;

    private static final long OLD = 8_192;
    private static final long OLDEST = 4_096;
    private static final Pattern OLD_MODEL = Pattern.compile("claude-3-5-.*");
    private static final Pattern OLDEST_MODEL = Pattern.compile("claude-3-(opus|sonnet|haiku).*");

    private MostTokens() {}

    static long of(Prompt prompt) {
        Long told = prompt.mostTokens();
        if (told != null) {
            return told;
        }
        if (OLD_MODEL.matcher(prompt.model()).matches()) {
            return OLD;
        }
        return OLDEST_MODEL.matcher(prompt.model()).matches() ? OLDEST : USUAL;
    }
}

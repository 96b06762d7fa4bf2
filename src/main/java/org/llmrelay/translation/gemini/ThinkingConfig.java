package org.llmrelay.translation.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Thinking;

/** Asks for thoughts: models since the third generation take a level, earlier ones a number of tokens. */
final class ThinkingConfig {
    private static final Pattern TAKES_TOKENS = Pattern.compile("(models/)?gemini-[12]\\D.*");

    private ThinkingConfig() {}

    static void write(Prompt prompt, ObjectNode generation) {
        Thinking thinking = prompt.thinking();
        boolean tokens = TAKES_TOKENS.matcher(prompt.model()).matches();
        if (thinking.isWanted()) {
            ObjectNode config = generation.putObject("thinkingConfig").put("includeThoughts", true);
            if (tokens) {
                config.put("thinkingBudget", budget(thinking));
            } else {
                config.put("thinkingLevel", level(thinking));
            }
        } else if (tokens && (thinking.effort() != null || thinking.budget() != null)) {
            // Newer models cannot be kept from thinking.
            generation.putObject("thinkingConfig").put("thinkingBudget", 0);
        }
    }

    /** As Google translates OpenAI's words. */
    private static long budget(Thinking thinking) {
        String effort = thinking.effort();
        Long told = thinking.budget();
        if (told != null || effort == null) {
            return told == null ? 0 : told;
        }
        return switch (effort) {
            case "minimal", "low" -> 1_024;
            case "medium" -> 8_192;
            default -> 24_576;
        };
    }

    private static String level(Thinking thinking) {
        long budget = budget(thinking);
        return budget <= 1_024 ? "low" : budget <= 8_192 ? "medium" : "high";
    }
}

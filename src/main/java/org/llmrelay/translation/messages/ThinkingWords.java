package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Thinking;
import org.llmrelay.translation.Turn;

/** Asks for thoughts: newer models take an effort, those before 4.6 a number of tokens. */
final class ThinkingWords {
    private static final Pattern TAKES_TOKENS = Pattern.compile(
            ".*claude-(3-.*|(opus|sonnet|haiku)-4([-@]20\\d{6})?|(opus|sonnet|haiku)-4[-.][0-5](\\D.*)?)");
    private static final long LEAST = 1_024;

    private ThinkingWords() {}

    static void write(Prompt prompt, long most, ObjectNode request) {
        Thinking thinking = prompt.thinking();
        if (thinking.words() != null) {
            request.set("thinking", thinking.words());
        } else if (thinking.isWanted() && !TAKES_TOKENS.matcher(prompt.model()).matches()) {
            request.putObject("thinking").put("type", "adaptive");
            request.withObject("/output_config").put("effort", effort(thinking));
        } else if (thinking.isWanted() && !isAmidTools(prompt.turns())) {
            // The answer itself comes out of the same number.
            long budget = Math.min(budget(thinking), most - 1);
            if (budget >= LEAST) {
                request.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
            }
        }
    }

    /** Anthropic does not let those models go on thinking after a tool's use whose thoughts the caller has not brought back. */
    private static boolean isAmidTools(List<Turn> turns) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            List<Part> parts = turns.get(i).parts();
            if (turns.get(i).role() == Turn.Role.ASSISTANT) {
                return parts.stream().anyMatch(Part.ToolUse.class::isInstance)
                        && parts.stream().noneMatch(part -> part instanceof Part.Thought);
            }
            if (parts.stream().noneMatch(Part.ToolResult.class::isInstance)) {
                return false;
            }
        }
        return false;
    }

    private static String effort(Thinking thinking) {
        String effort = thinking.effort();
        if (effort == null) {
            return budget(thinking) < 4_096 ? "low" : budget(thinking) < 16_384 ? "medium" : "high";
        }
        return switch (effort) {
            case "minimal" -> "low";
            case "xhigh" -> "max";
            default -> effort;
        };
    }

    private static long budget(Thinking thinking) {
        Long told = thinking.budget();
        String effort = thinking.effort();
        if (told != null || effort == null) {
            return told == null ? 0 : told;
        }
        return switch (effort) {
            case "minimal", "low" -> LEAST;
            case "high" -> 16_384;
            case "xhigh", "max" -> 31_999;
            default -> 4_096;
        };
    }
}

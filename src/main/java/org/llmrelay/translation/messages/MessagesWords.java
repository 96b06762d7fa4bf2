package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** What streams and documents of Messages have in common. */
final class MessagesWords {
    private MessagesWords() {}

    static String reason(Stop stop) {
        return switch (stop) {
            case END -> "end_turn";
            case SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOLS -> "tool_use";
            case REFUSAL -> "refusal";
        };
    }

    /** An answer's id: the upstream's own word in Anthropic's form. */
    static String id(String told) {
        return "msg_" + told;
    }

    /** Anthropic tells apart what comes from the cache and what goes there. */
    static ObjectNode usage(Spent spent) {
        return Trees.object()
                .put("input_tokens", spent.usage().input())
                .put("cache_creation_input_tokens", spent.cacheWrite())
                .put("cache_read_input_tokens", spent.usage().cacheRead())
                .put("output_tokens", spent.usage().output());
    }
}

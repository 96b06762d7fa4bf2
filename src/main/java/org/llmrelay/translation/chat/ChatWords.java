package org.llmrelay.translation.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** What streams and documents of Chat Completions have in common. */
final class ChatWords {
    private ChatWords() {}

    static String reason(Stop stop) {
        return switch (stop) {
            case END, SEQUENCE -> "stop";
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
            case REFUSAL -> "content_filter";
        };
    }

    /** An answer's id: the upstream's own word in OpenAI's form. */
    static String id(String told) {
        return "chatcmpl-" + told;
    }

    /** OpenAI counts what comes from the cache and what goes there as part of the prompt. */
    static ObjectNode usage(Spent spent) {
        long output = spent.usage().output();
        ObjectNode usage = Trees.object()
                .put("prompt_tokens", spent.input())
                .put("completion_tokens", output)
                .put("total_tokens", spent.input() + output);
        ObjectNode prompt = usage.putObject("prompt_tokens_details");
        prompt.put("cached_tokens", spent.usage().cacheRead());
        if (spent.cacheWrite() > 0) {
            prompt.put("cache_write_tokens", spent.cacheWrite());
        }
        usage.putObject("completion_tokens_details").put("reasoning_tokens", spent.thoughts());
        return usage;
    }
}

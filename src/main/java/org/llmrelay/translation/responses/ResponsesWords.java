package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** What streams and documents of Responses have in common: the response itself. Of the request, it repeats nothing that is not known any more. */
final class ResponsesWords {
    private ResponsesWords() {}

    /**
     * A response that is under way.
     *
     * @param id the upstream's own word for the answer
     */
    static ObjectNode response(Call call, String id, String model) {
        ObjectNode response = Trees.object()
                .put("id", "resp_" + id)
                .put("object", "response")
                .put("created_at", call.arrived().getEpochSecond())
                .put("status", "in_progress")
                .put("background", false)
                .putNull("error")
                .putNull("incomplete_details")
                .putNull("instructions")
                .putNull("max_output_tokens")
                .put("model", model);
        response.putArray("output");
        response.put("parallel_tool_calls", true).putNull("previous_response_id");
        response.putObject("reasoning").putNull("effort").putNull("summary");
        response.put("store", false).putNull("temperature");
        response.putObject("text").putObject("format").put("type", "text");
        response.put("tool_choice", "auto").putArray("tools");
        response.putNull("top_p").put("truncation", "disabled").putNull("usage").putNull("user");
        response.putObject("metadata");
        return response;
    }

    /** Makes a response that is under way one that is whole. */
    static ObjectNode end(ObjectNode response, Stop stop, Collection<ObjectNode> output, Spent spent) {
        response.put("status", status(stop));
        String reason = cutBy(stop);
        if (reason != null) {
            response.putObject("incomplete_details").put("reason", reason);
        }
        response.putArray("output").addAll(output);
        response.set("usage", usage(spent));
        return response;
    }

    static String status(Stop stop) {
        return cutBy(stop) == null ? "completed" : "incomplete";
    }

    private static @Nullable String cutBy(Stop stop) {
        return switch (stop) {
            case END, SEQUENCE, TOOLS -> null;
            case LENGTH -> "max_output_tokens";
            case REFUSAL -> "content_filter";
        };
    }

    /** OpenAI counts what comes from the cache and what goes there as part of the input. */
    private static ObjectNode usage(Spent spent) {
        long output = spent.usage().output();
        ObjectNode usage = Trees.object().put("input_tokens", spent.input());
        ObjectNode input = usage.putObject("input_tokens_details");
        input.put("cached_tokens", spent.usage().cacheRead());
        if (spent.cacheWrite() > 0) {
            input.put("cache_write_tokens", spent.cacheWrite());
        }
        usage.put("output_tokens", output).putObject("output_tokens_details").put("reasoning_tokens", spent.thoughts());
        return usage.put("total_tokens", spent.input() + output);
    }

    /** Makes a response that is under way one that failed. {@code status}: which the failure would have had before. */
    static ObjectNode fail(ObjectNode response, int status, String message) {
        response.put("status", "failed")
                .putObject("error")
                .put("code", code(status))
                .put("message", message);
        return response;
    }

    /** Codex gives up on what is the prompt's fault and tries again otherwise. */
    private static String code(int status) {
        if (status == 429) {
            return "rate_limit_exceeded";
        }
        return status < 500 ? "invalid_prompt" : "server_error";
    }
}

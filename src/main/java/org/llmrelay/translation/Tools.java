package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.ToolName;

/**
 * The tools that a model may use.
 *
 * @param choice which it should use
 * @param named the one that it must use where the choice is {@link Choice#NAMED}; else null
 * @param parallel whether it may use several at once; null where nothing is said
 * @param renamed those that the caller knows by another name or as something else, by the names that they have here
 */
public record Tools(
        List<Tool> all,
        Choice choice,
        @Nullable String named,
        @Nullable Boolean parallel,
        Map<String, ToolName> renamed) {
    /** No tools. */
    public static final Tools NONE = new Tools(List.of(), Choice.UNSAID, null, null);

    public Tools {
        all = List.copyOf(all);
        renamed = Map.copyOf(renamed);
    }

    /** Tools that have the caller's own names. */
    public Tools(List<Tool> all, Choice choice, @Nullable String named, @Nullable Boolean parallel) {
        this(all, choice, named, parallel, Map.of());
    }

    /** How free the model is. */
    public enum Choice {
        UNSAID,
        AUTO,
        NOTHING,
        ANY,
        NAMED
    }

    /**
     * One tool.
     *
     * @param schema a JSON schema of its input, or null where it takes none
     * @param strict whether the input must keep to it; null where nothing is said
     * @param cacheControl as in {@link Part.Text}
     */
    public record Tool(
            String name,
            @Nullable String description,
            @Nullable JsonNode schema,
            @Nullable Boolean strict,
            @Nullable JsonNode cacheControl) {}
}

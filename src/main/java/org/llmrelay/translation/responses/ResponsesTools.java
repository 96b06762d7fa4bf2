package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.Trees.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Tools.Choice;
import org.llmrelay.translation.Tools.Tool;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UntranslatableException;

/**
 * Reads the tools of a request of Responses. Those whose input is plain text, and the local shell, become functions. Some that OpenAI runs itself, and a model
 * may do without, are left out: Codex offers them to every model. Confined to one request.
 */
final class ResponsesTools {
    /** Where the text of a tool stands that takes nothing but text. */
    static final String INPUT = "input";

    private static final Pattern OPTIONAL = Pattern.compile("web_search.*|image_generation|tool_search");
    private static final Set<String> CHOSEN = Set.of(ToolNames.FUNCTION, ToolNames.CUSTOM);

    private final ToolNames names;
    private final List<Tool> all = new ArrayList<>();

    private ResponsesTools(ToolNames names) {
        this.names = names;
    }

    /** @param names learns those of the tools; what it knows before is kept */
    static Tools read(JsonNode body, ToolNames names) {
        ResponsesTools reading = new ResponsesTools(names);
        body.path("tools").forEach(tool -> reading.offer(tool, null));
        JsonNode wanted = body.path("tool_choice");
        Choice choice = choice(wanted);
        return new Tools(
                reading.all,
                choice,
                choice == Choice.NAMED ? reading.named(wanted) : null,
                truth(body, "parallel_tool_calls"),
                names.renamed());
    }

    private void offer(JsonNode tool, @Nullable String space) {
        String type = tool.path("type").asText();
        String name = text(tool, "name");
        switch (type) {
            case ToolNames.FUNCTION -> all.add(function(tool, names.ofFunction(space, required(name))));
            case ToolNames.CUSTOM -> all.add(custom(tool, names.ofCustom(required(name))));
            case ToolNames.SHELL -> all.add(shell());
            case "namespace" -> tool.path("tools").forEach(inner -> offer(inner, required(name)));
            default -> {
                if (!OPTIONAL.matcher(type).matches()) {
                    throw new UntranslatableException("A tool that OpenAI runs is not supported for this model here.");
                }
            }
        }
    }

    private static String required(@Nullable String name) {
        if (name == null) {
            throw new UntranslatableException("Invalid 'tools': a tool without its name.");
        }
        return name;
    }

    /** Only where it is asked for: others than OpenAI do not all know strictness. */
    private static Tool function(JsonNode tool, String name) {
        Boolean strict = tool.path("strict").asBoolean() ? true : null;
        return new Tool(name, text(tool, "description"), member(tool, "parameters"), strict, null);
    }

    private static Tool custom(JsonNode tool, String name) {
        StringBuilder description = new StringBuilder(tool.path("description").asText());
        String grammar = text(tool.path("format"), "definition");
        if (grammar != null) {
            description
                    .append(description.isEmpty() ? "" : "\n\n")
                    .append("The text of '")
                    .append(INPUT)
                    .append("' must keep to this grammar:\n")
                    .append(grammar);
        }
        ObjectNode schema = Trees.object().put("type", "object");
        schema.putObject("properties").putObject(INPUT).put("type", "string");
        schema.putArray("required").add(INPUT);
        return new Tool(name, description.isEmpty() ? null : description.toString(), schema, null, null);
    }

    private Tool shell() {
        ObjectNode schema = Trees.object().put("type", "object");
        ObjectNode members = schema.putObject("properties");
        members.putObject("command").put("type", "array").putObject("items").put("type", "string");
        members.putObject("working_directory").put("type", "string");
        members.putObject("timeout_ms").put("type", "integer");
        schema.putArray("required").add("command");
        return new Tool(names.ofShell(), "Runs a command in the user's shell.", schema, null, null);
    }

    private static Choice choice(JsonNode wanted) {
        if (wanted.isObject()) {
            if (!CHOSEN.contains(wanted.path("type").asText()) || text(wanted, "name") == null) {
                throw new UntranslatableException("This 'tool_choice' is not supported for this model here.");
            }
            return Choice.NAMED;
        }
        return switch (wanted.asText()) {
            case "auto" -> Choice.AUTO;
            case "none" -> Choice.NOTHING;
            case "required" -> Choice.ANY;
            default -> Choice.UNSAID;
        };
    }

    private String named(JsonNode wanted) {
        String name = wanted.path("name").asText();
        return wanted.path("type").asText().equals(ToolNames.CUSTOM)
                ? names.ofCustom(name)
                : names.ofFunction(text(wanted, "namespace"), name);
    }
}

package org.llmrelay.translation.responses;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.ToolName;

/**
 * The names that a request's tools have elsewhere: there all of them are functions, and no name has a space before it. One tool has one name, wherever the
 * request speaks of it. Confined to one request.
 */
final class ToolNames {
    static final String FUNCTION = "function";
    static final String CUSTOM = "custom";
    static final String SHELL = "local_shell";

    /** OpenAI takes no longer ones. */
    private static final int LONGEST = 64;

    private final Map<ToolName, String> names = new LinkedHashMap<>();
    private final Map<String, ToolName> taken = new HashMap<>();

    String ofFunction(@Nullable String space, String name) {
        return of(new ToolName(FUNCTION, name, space));
    }

    String ofCustom(String name) {
        return of(new ToolName(CUSTOM, name, null));
    }

    String ofShell() {
        return of(new ToolName(SHELL, SHELL, null));
    }

    private String of(ToolName tool) {
        return names.computeIfAbsent(tool, this::found);
    }

    private String found(ToolName tool) {
        String wanted = tool.space() == null ? tool.name() : tool.space() + "__" + tool.name();
        String name = cut(wanted, "");
        for (int i = 2; taken.containsKey(name); i++) {
            name = cut(wanted, "_" + i);
        }
        taken.put(name, tool);
        return name;
    }

    private static String cut(String name, String end) {
        int most = LONGEST - end.length();
        return (name.length() <= most ? name : name.substring(0, most)) + end;
    }

    /** The tools that are not functions of the same name, by the names that they have elsewhere. */
    Map<String, ToolName> renamed() {
        Map<String, ToolName> renamed = new HashMap<>();
        taken.forEach((name, tool) -> {
            if (!tool.equals(new ToolName(FUNCTION, name, null))) {
                renamed.put(name, tool);
            }
        });
        return renamed;
    }
}

package org.llmrelay.wire.anthropic;

import java.util.List;
import java.util.Locale;

/** The classes of models that Anthropic limits together. */
final class Families {
    private static final List<String> KNOWN = List.of("opus", "sonnet", "haiku");
    /** What clients append to ask for the large context window; it is no other model. */
    private static final String LARGE_WINDOW = "[1m]";

    private Families() {}

    /** The family of a model under any provider's name for it; the model itself where the name tells none. */
    static String of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("claude")) {
            for (String family : KNOWN) {
                if (name.contains(family)) {
                    return family;
                }
            }
        }
        return name.endsWith(LARGE_WINDOW) ? model.substring(0, model.length() - LARGE_WINDOW.length()) : model;
    }
}

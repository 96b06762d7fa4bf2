package org.llmrelay.api.gemini;

import java.util.List;
import org.llmrelay.provider.ModelEntry;

/** A model as Google lists it. */
record ModelShape(String name, String version, String displayName, List<String> supportedGenerationMethods) {
    private static final List<String> EMBEDS = List.of("embedContent", "countTokens");
    private static final List<String> GENERATES = List.of("generateContent", "countTokens");

    static ModelShape of(ModelEntry entry) {
        // Clients leave out what cannot generate. The catalog has names only, and Google's tell it.
        List<String> methods = entry.id().contains("embedding") ? EMBEDS : GENERATES;
        return new ModelShape("models/" + entry.id(), "001", entry.displayName(), methods);
    }
}

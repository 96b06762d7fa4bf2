package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was entered on the holders' page, for the length of one request; it is never shown again. */
@Named
@RequestScoped
public class StatsEntry {
    private @Nullable String text;
    private @Nullable UsageParts usage;

    String take() {
        String taken = text == null ? "" : text;
        text = null;
        return taken;
    }

    /** Read once in a request. */
    UsageParts usage(Supplier<UsageParts> reader) {
        if (usage == null) {
            usage = reader.get();
        }
        return usage;
    }

    public @Nullable String getText() {
        return null;
    }

    public void setText(@Nullable String text) {
        this.text = text;
    }
}

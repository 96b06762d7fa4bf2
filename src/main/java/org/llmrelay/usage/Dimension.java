package org.llmrelay.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By what usage is counted. */
public enum Dimension {
    /** Everything together; its only subject has an empty id. */
    WHOLE,
    KEY,
    ACCOUNT,
    /** The model asked for. */
    MODEL,
    DIALECT,
    /** The caller's program by its own word. */
    CLIENT;

    /** All but the whole, by their names in answers. */
    public static final Map<String, Dimension> PARTS = Arrays.stream(values())
            .filter(dimension -> dimension != WHOLE)
            .collect(Collectors.toUnmodifiableMap(Dimension::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

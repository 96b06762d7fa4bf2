package org.llmrelay.audit;

import org.jspecify.annotations.Nullable;

/** One field that differs; null where it is not there. Secrets are only said to be set. */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {}

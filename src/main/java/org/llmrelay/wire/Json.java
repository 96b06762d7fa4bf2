package org.llmrelay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How dialects parse JSON that others wrote: with bounds on all that a parser holds. Thread-safe. */
public final class Json {
    public static final JsonFactory PARSERS = JsonFactory.builder()
            // All input is UTF-8.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Strangers choose the names: these must not stay in the table of the whole process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxStringLength(8 * 1024)
                    .maxNameLength(8 * 1024)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private Json() {}
}

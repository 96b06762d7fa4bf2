package org.llmrelay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;

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

    /** Reads from a parser. */
    @FunctionalInterface
    public interface Reader {
        /** The parser stands at the first token. */
        void read(JsonParser parser) throws IOException;
    }

    /** Reads an upstream's JSON as far as it is in order: what was read before a fault counts, and nobody hears of the fault. */
    public static void read(byte[] json, Reader reader) {
        try (JsonParser parser = PARSERS.createParser(json)) {
            parser.nextToken();
            reader.read(parser);
        } catch (IOException e) {
            // The caller gets the bytes all the same.
        }
    }

    /** As {@link #read(byte[], Reader)}, of what remains in a buffer, which stays as it is. */
    public static void read(ByteBuffer json, Reader reader) {
        byte[] bytes = new byte[json.remaining()];
        json.get(json.position(), bytes);
        read(bytes, reader);
    }
}

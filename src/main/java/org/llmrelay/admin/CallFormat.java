package org.llmrelay.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.llmrelay.usage.BookedCall;

/** How calls are exported. */
public enum CallFormat {
    CSV("text/csv;charset=utf-8") {
        @Override
        byte[] head() {
            return bytes(CallRow.HEAD);
        }

        @Override
        byte[] line(BookedCall call) {
            return bytes(CallRow.of(call));
        }
    },
    JSONL("application/x-ndjson") {
        @Override
        byte[] head() {
            return new byte[0];
        }

        @Override
        byte[] line(BookedCall call) throws IOException {
            return bytes(Json.MAPPER.writeValueAsString(BookedCallBody.of(call)) + "\n");
        }
    };

    static final Map<String, CallFormat> BY_CODE = Map.of("csv", CSV, "jsonl", JSONL);

    private final String mediaType;

    CallFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The file's name that browsers suggest. */
    public String fileName() {
        return this == CSV ? "calls.csv" : "calls.jsonl";
    }

    /** What stands before the first call. */
    abstract byte[] head();

    abstract byte[] line(BookedCall call) throws IOException;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

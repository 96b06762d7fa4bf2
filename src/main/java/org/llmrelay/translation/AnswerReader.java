package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.llmrelay.sse.SseEvent;

/** Tells an upstream's answer to a writer as it comes. Confined to one answer. */
public interface AnswerReader {
    /** The next event of a stream. */
    void event(SseEvent event, AnswerWriter writer);

    /** The whole of an answer that is one document; false where it is none. */
    boolean document(JsonNode document, AnswerWriter writer);

    /** Whether the stream has said that nothing more comes. */
    boolean isOver();

    /** Whether a stream that ends here has come to its end. */
    default boolean isWhole() {
        return isOver();
    }

    /** Why the model stopped; null while it has not, and where it failed. */
    @Nullable
    Stop stop();

    /** How many of the output tokens were thoughts, as far as was told. */
    long thoughtTokens();
}

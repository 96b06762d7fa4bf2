package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;

/** A dialect as callers speak it. Thread-safe. */
public interface CallerSide {
    /** The dialect's name. */
    String dialect();

    /**
     * What a caller wants.
     *
     * @param facts what was read of the request before
     * @param body the request's body
     * @throws UntranslatableException where it wants what no other dialect could give
     */
    Prompt prompt(Call.Request request, Facts facts, JsonNode body);

    /** Writes one answer to a call as a stream. */
    AnswerWriter stream(Call call);

    /** Writes one answer to a call in one piece. */
    AnswerWriter document(Call call);

    /** The body of an error that the caller is sent with this status. */
    byte[] error(int status, String message);
}

package org.llmrelay.translation;

import org.jspecify.annotations.Nullable;

/** Writes an answer for a caller, a stream or one document. Confined to one answer. */
public interface AnswerWriter {
    /** The answer begins; what the upstream does not tell is null. Once, before all else. */
    void begin(@Nullable String id, @Nullable String model);

    /** More of what the model says. */
    void text(String text);

    /** More of what the model thinks. */
    void thought(String text);

    /** What proves the thought that was told last. */
    default void signature(String signature) {}

    /**
     * The model uses a tool; its input follows.
     *
     * @param key tells this use from others of the answer
     */
    void tool(int key, Part.ToolUse use);

    /** More of a tool's input, as JSON. */
    void toolInput(int key, String json);

    /** The answer is whole. */
    void end(Stop stop, Spent spent);

    /** The upstream has failed in the middle; the last word, instead of {@link #end}. {@code status}: the one that the failure would have had before. */
    void error(int status, String message);

    /** What was written since this was asked last. */
    byte[] taken();
}

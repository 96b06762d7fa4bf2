package org.llmrelay.sse;

import java.nio.ByteBuffer;

/**
 * One whole server-sent event, or what takes the place of one in a stream of another form.
 *
 * @param name the {@code event:} field, or an empty text where there is none
 * @param data the joined {@code data:} lines, read-only, valid only during the call that hands the event over
 */
public record SseEvent(String name, ByteBuffer data) {}

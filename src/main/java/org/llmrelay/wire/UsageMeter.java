package org.llmrelay.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.SseEvent;

/**
 * Reads usage from one answer as it passes. Never throws: what it cannot read it leaves out. Confined to one answer.
 */
public interface UsageMeter {

    /** One whole event of a stream, or one element of an array as the data of an event without a name. */
    void event(SseEvent event);

    /** The next bytes of an answer that is one JSON document, decoded; cut anywhere. */
    void json(ByteBuffer bytes);

    /** What was told so far. */
    Usage usage();

    /** How many output tokens have probably come since a number of them was told last, as far as that can be seen; they are not part of {@link #usage}. */
    default long untold() {
        return 0;
    }

    /** The model that the upstream says it answered with, or null while it has not said. */
    @Nullable
    String model();

    /** How the upstream says it served the call. */
    default Delivery delivery() {
        return Delivery.STANDARD;
    }
}

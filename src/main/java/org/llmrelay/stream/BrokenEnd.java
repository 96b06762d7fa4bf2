package org.llmrelay.stream;

import java.nio.ByteBuffer;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.wire.Framing;

/** The last words of a stream that broke, in the dialect's own form. */
final class BrokenEnd {
    private static final byte[] NEW_LINE = {'\n'};

    private BrokenEnd() {}

    /**
     * Ends a stream with the dialect's own error; returns whether there was a place for it.
     *
     * @param atBoundary whether the stream stands behind a whole event or element
     */
    static boolean tell(UpstreamFault fault, Course course, boolean atBoundary, Outflow out) {
        if (course.framing() == Framing.ELEMENTS) {
            if (atBoundary) {
                out.add(course.dialect().errorElement(fault, course.id()), true, count -> {});
            }
            return atBoundary;
        }
        if (!atBoundary) {
            // Inside an event that was too long to hold back, a new line at least makes its name the error's.
            out.add(ByteBuffer.wrap(NEW_LINE), false, count -> {});
        }
        out.add(course.dialect().errorEvent(fault, course.id()), true, count -> {});
        return true;
    }
}

package org.llmrelay.stream;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;

/** What the beginning of an answer has shown: that it is one, or a fault, or nothing yet. Confined to one answer; touched on I/O threads only, one at a time. */
final class Verdict {
    private final Course course;
    private final @Nullable ErrorBody error;
    private boolean good;
    private @Nullable UpstreamFault fault;

    /** {@code error}: what came of an error that its body has to explain; null where none has to. */
    Verdict(Course course, @Nullable ErrorBody error) {
        this.course = course;
        this.error = error;
    }

    /** The first meaningful event decides. */
    void see(SseEvent event) {
        if (good || fault != null || !course.dialect().isMeaningful(event)) {
            return;
        }
        fault = course.faultIn().apply(event).orElse(null);
        good = fault == null;
    }

    /** Enough has come of an error, or all of it. */
    void readError() {
        if (error != null) {
            fault = error.fault().orElse(null);
        }
    }

    /** Whether something of an answer was seen. */
    boolean isGood() {
        return good;
    }

    @Nullable
    UpstreamFault fault() {
        return fault;
    }
}

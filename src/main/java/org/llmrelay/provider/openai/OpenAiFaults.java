package org.llmrelay.provider.openai;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;

/** What answers mean wherever OpenAI's dialects are spoken. Thread-safe. */
public final class OpenAiFaults {
    private final InstantSource clock;

    /** @param clock what times in answers are compared with */
    public OpenAiFaults(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the body tells more than the head: who is refused may come again in a moment, at the end of a window, or never. */
    public boolean tellsMoreInItsBody(int status) {
        return status == 401 || status == 403 || status == 429;
    }

    /** As a head tells it. */
    public Optional<UpstreamFault> in(int status, Headers headers) {
        return Verdict.on(status).map(verdict -> fault(verdict, status, pause(verdict, headers, null)));
    }

    /** As head and body tell it. */
    public Optional<UpstreamFault> in(int status, Headers headers, Body body) {
        ApiError error = ApiError.in(body.buffer());
        Optional<Verdict> verdict = error == null ? Optional.empty() : Verdict.on(error);
        return verdict.isPresent()
                ? verdict.map(told -> fault(told, status, pause(told, headers, error)))
                : in(status, headers);
    }

    /** As the first event of a stream tells it. */
    public Optional<UpstreamFault> in(SseEvent first) {
        ByteBuffer data = first.data();
        boolean may = first.name().isEmpty()
                || first.name().equals("error")
                || first.name().equals("response.failed");
        ApiError error = may ? ApiError.in(data) : null;
        if (error == null) {
            return Optional.empty();
        }
        return Verdict.on(error).map(verdict -> fault(verdict, 200, error.untilReset(clock.instant())));
    }

    private @Nullable Duration pause(Verdict verdict, Headers headers, @Nullable ApiError error) {
        Instant now = clock.instant();
        Duration told = error == null ? null : error.untilReset(now);
        if (told != null) {
            return told;
        }
        Duration asked = Pauses.asked(headers, now);
        boolean limited = verdict.kind() == FailureKind.UPSTREAM_RATE_LIMITED;
        return asked == null && limited ? Pauses.untilReset(headers) : asked;
    }

    private static UpstreamFault fault(Verdict verdict, int status, @Nullable Duration pause) {
        return new UpstreamFault(verdict.kind(), verdict.reach(), status, pause, verdict.lasting());
    }
}

package org.llmrelay.provider.gemini;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.RetryAfter;
import org.llmrelay.sse.SseEvent;

/** Says what answers of Google's mean, whichever way they were asked for. Thread-safe. */
final class Answers {
    private final InstantSource clock;

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    /** Google tells whose fault it is, and how long to wait, in bodies only. */
    static boolean tellMoreInTheirBody(int status) {
        return status == 400 || status == 403 || status == 429 || status == 503;
    }

    Optional<UpstreamFault> faultIn(int status, Headers headers, GoogleError error) {
        Duration asked = RetryAfter.in(headers, clock.instant());
        Duration pause = asked == null ? Verdict.pause(error, clock.instant()) : asked;
        return Verdict.on(status, error).map(verdict -> verdict.fault(status, pause));
    }

    Optional<UpstreamFault> faultIn(int status, Headers headers, Body body) {
        return faultIn(status, headers, GoogleError.in(body.array()));
    }

    /** A stream whose first piece is an error. */
    Optional<UpstreamFault> faultIn(SseEvent first) {
        byte[] json = new byte[first.data().remaining()];
        first.data().get(first.data().position(), json);
        GoogleError error = GoogleError.in(json);
        return Verdict.on(error.code(), error)
                .map(verdict -> verdict.fault(200, Verdict.pause(error, clock.instant())));
    }
}

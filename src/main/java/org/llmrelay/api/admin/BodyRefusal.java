package org.llmrelay.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.Problem;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/** Tells as a problem why a body was not taken in. */
final class BodyRefusal {
    private BodyRefusal() {}

    static Rendering rendered(RelayFailure why, int limit) {
        Problem problem = problem(why, limit);
        Headers headers = Headers.of("content-type", Problem.MEDIA_TYPE, "cache-control", "no-store");
        try {
            return new Rendering(problem.status(), headers, Body.wrap(Json.MAPPER.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }

    private static Problem problem(RelayFailure why, int limit) {
        return switch (why.kind()) {
            case BODY_TOO_LARGE -> Problem.tooLarge(limit);
            case BODY_TOO_SLOW -> Problem.of(408, "too-slow", "Too slow", why.publicMessage());
            case NODE_BUSY -> Problem.of(503, "node-busy", "Busy", why.publicMessage());
            default -> Problem.malformed(why.publicMessage());
        };
    }
}

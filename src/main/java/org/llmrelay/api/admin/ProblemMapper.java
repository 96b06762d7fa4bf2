package org.llmrelay.api.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import java.util.function.Consumer;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.failure.StoreUnavailableException;

/** Shows everything that goes wrong in the admin API as problem details. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;

    private final Consumer<Throwable> faults;

    /** {@code faults} is told of every mistake of ours. */
    public ProblemMapper(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ProblemException refused) {
            return response(refused.problem(), refused.pause()).build();
        }
        if (thrown instanceof StoreUnavailableException) {
            return response(Problem.storeUnavailable(), STORE_PAUSE).build();
        }
        if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
            return plain(http.getResponse());
        }
        faults.accept(thrown);
        return response(Problem.internal(), Duration.ZERO).build();
    }

    private static Response plain(Response http) {
        Response.StatusType status = http.getStatusInfo();
        String reason = status.getReasonPhrase();
        Problem problem = Problem.plain(status.getStatusCode(), reason, reason);
        return response(problem, Duration.ZERO)
                .header(HttpHeaders.ALLOW, http.getHeaderString(HttpHeaders.ALLOW))
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem, Duration pause) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"LLM Relay\"");
        }
        if (!pause.isZero()) {
            response.header(HttpHeaders.RETRY_AFTER, (pause.toMillis() + 999) / 1000);
        }
        return response;
    }
}

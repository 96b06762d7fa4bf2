package org.llmrelay.api;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.wire.Rendering;

/** Tells what goes wrong in an entrance's resources in the form of its dialect. Thread-safe. */
public final class DialectFailures implements ExceptionMapper<Throwable> {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final Entrance entrance;
    private final EntranceEvents events;

    public DialectFailures(Entrance entrance, EntranceEvents events) {
        this.entrance = entrance;
        this.events = events;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        return response(failure(thrown));
    }

    public Response response(RelayFailure failure) {
        Rendering rendering = entrance.rendered(failure);
        Response.ResponseBuilder response =
                Response.status(rendering.status()).entity(rendering.body().array());
        rendering.headers().fields().forEach(field -> response.header(field.name(), field.value()));
        return response.build();
    }

    private RelayFailure failure(Throwable thrown) {
        if (thrown instanceof NotFoundException) {
            return new CallerFault.NotFound();
        }
        if (thrown instanceof ClientErrorException) {
            return new CallerFault.Malformed("This request cannot be understood");
        }
        if (thrown instanceof StoreUnavailableException) {
            return new GatewayFault.StoreUnavailable(STORE_PAUSE);
        }
        events.entranceBroke("-", thrown);
        return new GatewayFault.Internal();
    }
}

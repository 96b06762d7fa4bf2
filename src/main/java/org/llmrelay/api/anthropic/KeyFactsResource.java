package org.llmrelay.api.anthropic;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;

/** What a key may know of itself. */
@Path(Doors.V1)
public final class KeyFactsResource {
    private final KeyHolders holders;
    private final Ledger ledger;
    private final Gate gate;
    private final Calendar calendar;

    public KeyFactsResource(KeyHolders holders, Ledger ledger, Gate gate, Calendar calendar) {
        this.holders = holders;
        this.ledger = ledger;
        this.gate = gate;
        this.calendar = calendar;
    }

    private record Me(String id, String type, String displayName, Instant createdAt) {}

    private record UsageAnswer(UsageShape usage, LimitsShape limits, Instant timestamp) {}

    private record KeyAnswer(@JsonProperty("keyInfo") KeyShape key, Instant timestamp) {}

    private record KeyShape(
            String id,
            String name,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            LimitsShape limits,
            UsageShape usage) {}

    @GET
    @Path("me")
    public Response me(@Context HttpServletRequest request) {
        return holders.show(
                request, key -> Json.response(new Me("user_" + key.id(), "user", key.name(), key.created())));
    }

    @GET
    @Path("usage")
    public Response usage(@Context HttpServletRequest request) {
        return holders.show(
                request, key -> Json.response(new UsageAnswer(used(key), LimitsShape.of(key, gate), calendar.now())));
    }

    @GET
    @Path("key-info")
    public Response key(@Context HttpServletRequest request) {
        return holders.show(request, key -> Json.response(new KeyAnswer(shape(key), calendar.now())));
    }

    private KeyShape shape(ApiKey key) {
        return new KeyShape(
                key.id(),
                key.name(),
                key.hint(),
                key.created(),
                key.expires().orElse(null),
                LimitsShape.of(key, gate),
                used(key));
    }

    private UsageShape used(ApiKey key) {
        return UsageShape.of(ledger.totals(key.id()), calendar.today());
    }
}

package org.llmrelay.api.anthropic;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.usage.Ledger;

/** What a key may know of itself. */
@Path(Doors.V1)
public final class KeyFactsResource {
    private final KeyHolders holders;
    private final Ledger ledger;
    private final InstantSource clock;

    public KeyFactsResource(KeyHolders holders, Ledger ledger, InstantSource clock) {
        this.holders = holders;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Me(String id, String type, String displayName, Instant createdAt) {}

    private record UsageAnswer(UsageShape usage, Limits limits, Instant timestamp) {}

    private record KeyAnswer(@JsonProperty("keyInfo") KeyShape key, Instant timestamp) {}

    private record KeyShape(
            String id,
            String name,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            Limits limits,
            UsageShape usage) {}

    /** {@code concurrency} is null where there is no limit. */
    private record Limits(@Nullable Integer concurrency) {
        static Limits of(ApiKey key) {
            return new Limits(
                    key.limits().concurrency() == 0 ? null : key.limits().concurrency());
        }
    }

    @GET
    @Path("me")
    public Response me(@Context HttpServletRequest request) {
        return holders.show(
                request, key -> KeyHolders.json(new Me("user_" + key.id(), "user", key.name(), key.created())));
    }

    @GET
    @Path("usage")
    public Response usage(@Context HttpServletRequest request) {
        return holders.show(
                request, key -> KeyHolders.json(new UsageAnswer(used(key), Limits.of(key), clock.instant())));
    }

    @GET
    @Path("key-info")
    public Response key(@Context HttpServletRequest request) {
        return holders.show(request, key -> KeyHolders.json(new KeyAnswer(shape(key), clock.instant())));
    }

    private KeyShape shape(ApiKey key) {
        return new KeyShape(
                key.id(), key.name(), key.hint(), key.created(), key.expires().orElse(null), Limits.of(key), used(key));
    }

    private UsageShape used(ApiKey key) {
        return UsageShape.of(ledger.totals(key.id()), clock.instant());
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.BookedCallBody;
import org.llmrelay.admin.CallDesk;
import org.llmrelay.admin.CallsBody;

/** The calls in the ledger. */
@Path(AdminPath.ROOT + "/calls")
@SignedInOnly
public final class CallsResource {
    private final CallDesk desk;

    public CallsResource(CallDesk desk) {
        this.desk = desk;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CallsBody list(
            @BeanParam CallParams query,
            @BeanParam RangeParams range,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return desk.page(query.query(), range.query(), cursor, limit);
    }

    @GET
    @Path("{key}/{entry}")
    @Produces(MediaType.APPLICATION_JSON)
    public BookedCallBody show(@PathParam("key") String key, @PathParam("entry") String entry) {
        return desk.find(key, entry);
    }

    /** Reads the ledger while the answer is sent. */
    @GET
    @Path("export")
    public Response export(
            @BeanParam CallParams query, @BeanParam RangeParams range, @QueryParam("format") @Nullable String format) {
        CallDesk.Export export = desk.export(query.query(), range.query(), format);
        StreamingOutput body = export::write;
        return Response.ok(body, export.format().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + export.format().fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

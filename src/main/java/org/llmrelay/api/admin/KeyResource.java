package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.CallBody;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.KeyStandingBody;
import org.llmrelay.admin.KeyUsageBody;
import org.llmrelay.admin.Paging;

/** One key. */
@Path(AdminPath.ROOT + "/keys/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeyResource {
    private final KeyDesk desk;

    public KeyResource(KeyDesk desk) {
        this.desk = desk;
    }

    @GET
    public KeyBody show(@PathParam("id") String id) {
        return KeyBody.of(desk.find(id));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public KeyBody change(@PathParam("id") String id, Form form) {
        return KeyBody.of(desk.change(id, form));
    }

    /** Gives the key a new text, which is shown this one time. */
    @POST
    @Path("renew")
    public IssuedKeyBody renew(@PathParam("id") String id) {
        return IssuedKeyBody.of(desk.renew(id));
    }

    @DELETE
    public void delete(@PathParam("id") String id) {
        desk.delete(id);
    }

    @POST
    @Path("restore")
    public KeyBody restore(@PathParam("id") String id) {
        return KeyBody.of(desk.restore(id));
    }

    /** Takes a deleted key away for good. */
    @DELETE
    @Path("deleted")
    public void erase(@PathParam("id") String id) {
        desk.erase(id);
    }

    @GET
    @Path("limits")
    public KeyStandingBody limits(@PathParam("id") String id) {
        return desk.standing(id);
    }

    @POST
    @Path("limits/reset")
    public KeyStandingBody resetLimits(@PathParam("id") String id) {
        return desk.resetLimits(id);
    }

    @GET
    @Path("usage")
    public KeyUsageBody usage(@PathParam("id") String id) {
        return KeyUsageBody.of(desk.usage(id));
    }

    @GET
    @Path("calls")
    public CallsBody calls(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(null, limit);
        return new CallsBody(
                desk.calls(id, paging.limit()).stream().map(CallBody::of).toList());
    }

    /** The latest calls of a key, newest first. */
    record CallsBody(List<CallBody> items) implements JsonBody {}
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.HolderDesk;
import org.llmrelay.admin.LinkBody;

/** The secret link to a key's public page. */
@Path(AdminPath.ROOT + "/keys/{id}/link")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeyLinkResource {
    private final HolderDesk desk;

    public KeyLinkResource(HolderDesk desk) {
        this.desk = desk;
    }

    @GET
    public LinkBody show(@PathParam("id") String id) {
        return desk.link(id);
    }

    /** Makes a new one, which is shown this one time; the one before opens nothing any more. */
    @POST
    public LinkBody make(@PathParam("id") String id) {
        return desk.makeLink(id);
    }

    @DELETE
    public void revoke(@PathParam("id") String id) {
        desk.revokeLink(id);
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ProxyBody;
import org.llmrelay.admin.ProxyDesk;

/** One named proxy. */
@Path(AdminPath.ROOT + "/proxies/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ProxyResource {
    private final ProxyDesk desk;

    public ProxyResource(ProxyDesk desk) {
        this.desk = desk;
    }

    @GET
    public ProxyBody show(@PathParam("id") String id) {
        return desk.body(desk.find(id));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public ProxyBody change(@PathParam("id") String id, Form form) {
        return desk.body(desk.change(id, form));
    }

    @DELETE
    public void delete(@PathParam("id") String id) {
        desk.delete(id);
    }
}

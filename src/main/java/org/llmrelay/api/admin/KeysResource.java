package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.KeyIssue;

/** All keys, and new ones. */
@Path(AdminPath.ROOT + "/keys")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeysResource {
    private final KeyDesk desk;

    public KeysResource(KeyDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<KeyBody> list(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return new ListBody<>(desk.page(paging).stream().map(KeyBody::of).toList(), desk.count());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        KeyIssue.Issued issued = desk.create(form);
        return Response.created(URI.create(
                        "/" + AdminPath.ROOT + "/keys/" + issued.key().id()))
                .entity(IssuedKeyBody.of(issued))
                .build();
    }
}

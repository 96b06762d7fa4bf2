package org.llmrelay.api.admin;

import jakarta.ws.rs.BeanParam;
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
import org.llmrelay.admin.Form;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.KeyListBody;
import org.llmrelay.admin.KeyRegister;
import org.llmrelay.admin.Paging;
import org.llmrelay.key.KeyIssue;

/** All keys, and new ones. */
@Path(AdminPath.ROOT + "/keys")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeysResource {
    private final KeyDesk desk;
    private final KeyRegister register;

    public KeysResource(KeyDesk desk, KeyRegister register) {
        this.desk = desk;
        this.register = register;
    }

    @GET
    public KeyListBody list(
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @BeanParam KeyParams query) {
        return register.list(query.query(), Paging.of(offset, limit));
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

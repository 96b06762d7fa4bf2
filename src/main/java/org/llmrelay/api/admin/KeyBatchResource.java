package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.admin.KeyDesk;

/** Many keys at once. */
@Path(AdminPath.ROOT + "/keys/batch")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeyBatchResource {
    private final KeyDesk desk;

    public KeyBatchResource(KeyDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        IssuedBody issued = new IssuedBody(
                desk.createMany(form).stream().map(IssuedKeyBody::of).toList());
        return Response.status(Response.Status.CREATED).entity(issued).build();
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public KeysBody change(Form form) {
        return new KeysBody(desk.changeMany(form).stream().map(KeyBody::of).toList());
    }

    /** New keys with their texts: the only time that they are shown. */
    record IssuedBody(List<IssuedKeyBody> items) implements JsonBody {}

    /** Keys as they are now. */
    record KeysBody(List<KeyBody> items) implements JsonBody {}
}

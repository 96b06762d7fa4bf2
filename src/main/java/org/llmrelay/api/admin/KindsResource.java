package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.KindBody;
import org.llmrelay.admin.KindDesk;
import org.llmrelay.admin.ListBody;

/** The kinds of account that there are. */
@Path(AdminPath.ROOT + "/kinds")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KindsResource {
    private final KindDesk desk;

    public KindsResource(KindDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<KindBody> list() {
        return new ListBody<>(desk.all(), desk.all().size());
    }
}

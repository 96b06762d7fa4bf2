package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.LedgerDesk;
import org.llmrelay.admin.RecomputeBody;
import org.llmrelay.admin.RepriceBody;

/** Ledgers checked and priced anew, a part with each request. */
@Path(AdminPath.ROOT + "/ledger")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class LedgerResource {
    private final LedgerDesk desk;

    public LedgerResource(LedgerDesk desk) {
        this.desk = desk;
    }

    @POST
    @Path("recompute")
    public RecomputeBody recompute(Form form) {
        return desk.recompute(form);
    }

    @POST
    @Path("reprice")
    public RepriceBody reprice(Form form) {
        return desk.reprice(form);
    }
}

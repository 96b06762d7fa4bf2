package org.llmrelay.api.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.RouteDesk;

/** The route of one account put to the test. */
@Path(AdminPath.ROOT + "/accounts/{id}/proxy/test")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class AccountRouteResource {
    private final AccountDesk accounts;
    private final RouteDesk desk;
    private final Later later;

    AccountRouteResource(AccountDesk accounts, RouteDesk desk, Later later) {
        this.accounts = accounts;
        this.desk = desk;
        this.later = later;
    }

    @POST
    public void tryOut(@Suspended AsyncResponse answer, @PathParam("id") String id) {
        later.answer(answer, () -> desk.tryOut(accounts.find(id)));
    }
}

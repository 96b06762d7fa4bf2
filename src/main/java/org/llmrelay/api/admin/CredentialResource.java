package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.CredentialBody;
import org.llmrelay.admin.SignInDesk;

/** How one account is signed in. */
@Path(AdminPath.ROOT + "/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class CredentialResource {
    private final SignInDesk desk;
    private final Later later;

    CredentialResource(SignInDesk desk, Later later) {
        this.desk = desk;
        this.later = later;
    }

    @GET
    @Path("sign-in")
    public CredentialBody show(@PathParam("id") String id) {
        return desk.show(id);
    }

    @POST
    @Path("renew")
    public void renew(@Suspended AsyncResponse answer, @PathParam("id") String id) {
        later.answer(answer, () -> desk.renew(id));
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.llmrelay.account.Account;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.SignInDesk;

/** Signing accounts in. */
@Path(AdminPath.ROOT + "/accounts/sign-ins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class SignInsResource {
    private final SignInDesk desk;
    private final Later later;

    SignInsResource(SignInDesk desk, Later later) {
        this.desk = desk;
        this.later = later;
    }

    @POST
    public void begin(@Suspended AsyncResponse answer, Form form, @Context ContainerRequestContext request) {
        String operator = operator(request);
        later.answer(answer, () -> Response.status(Response.Status.CREATED)
                .entity(desk.begin(form, operator))
                .build());
    }

    @POST
    @Path("{id}/finish")
    public void finish(
            @Suspended AsyncResponse answer,
            @PathParam("id") String id,
            Form form,
            @Context ContainerRequestContext request) {
        String operator = operator(request);
        later.answer(answer, () -> account(desk.finish(id, form, operator)));
    }

    @POST
    @Path("tokens")
    public void paste(@Suspended AsyncResponse answer, Form form, @Context ContainerRequestContext request) {
        String operator = operator(request);
        later.answer(answer, () -> account(desk.paste(form, operator)));
    }

    private static Response account(Account account) {
        return Response.created(URI.create("/" + AdminPath.ROOT + "/accounts/" + account.id()))
                .entity(AccountBody.of(account))
                .build();
    }

    private static String operator(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal().getName();
    }
}

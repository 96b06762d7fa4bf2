package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.AccountStateBody;
import org.llmrelay.admin.AccountStateBody.LastCheck;
import org.llmrelay.admin.CheckBody;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.SchedulingDesk;
import org.llmrelay.admin.TransitionBody;

/** One account. */
@Path(AdminPath.ROOT + "/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class AccountResource {
    private final AccountDesk desk;
    private final SchedulingDesk scheduling;
    private final Later later;

    AccountResource(AccountDesk desk, SchedulingDesk scheduling, Later later) {
        this.desk = desk;
        this.scheduling = scheduling;
        this.later = later;
    }

    @GET
    public AccountBody show(@PathParam("id") String id) {
        return AccountBody.of(desk.find(id));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public AccountBody change(@PathParam("id") String id, Form form, @Context SecurityContext who) {
        return AccountBody.of(desk.change(id, form, who.getUserPrincipal().getName()));
    }

    @DELETE
    public void delete(@PathParam("id") String id, @QueryParam("unbind") @Nullable String unbind) {
        desk.delete(id, "true".equals(unbind));
    }

    @GET
    @Path("state")
    public AccountStateBody state(@PathParam("id") String id) {
        return AccountStateBody.of(desk.state(id), desk.checks(id));
    }

    @POST
    @Path("reset")
    public AccountStateBody reset(@PathParam("id") String id, @Context SecurityContext who) {
        return AccountStateBody.of(desk.reset(id, who.getUserPrincipal().getName()), desk.checks(id));
    }

    @POST
    @Path("test")
    public void test(
            @Suspended AsyncResponse answer, @PathParam("id") String id, @QueryParam("model") @Nullable String model) {
        later.answer(answer, () -> CheckBody.of(scheduling.test(desk.find(id), model)));
    }

    @GET
    @Path("checks")
    public ListBody<LastCheck> checks(@PathParam("id") String id) {
        List<LastCheck> checks = desk.checks(id).stream().map(LastCheck::of).toList();
        return new ListBody<>(checks, checks.size());
    }

    @GET
    @Path("history")
    public ListBody<TransitionBody> history(@PathParam("id") String id) {
        List<TransitionBody> steps =
                desk.history(id).stream().map(TransitionBody::of).toList();
        return new ListBody<>(steps, steps.size());
    }
}

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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.PeopleDesk;
import org.llmrelay.admin.UserBody;
import org.llmrelay.signin.User;

/** Those who may sign in. */
@Path(AdminPath.ROOT + "/users")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class UsersResource {
    private final PeopleDesk desk;

    public UsersResource(PeopleDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<UserBody> list(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        List<User> all = desk.all();
        return new ListBody<>(paging.partOf(all).stream().map(UserBody::of).toList(), all.size());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        User user = desk.create(form);
        return Response.created(URI.create("/" + AdminPath.ROOT + "/users/" + user.username()))
                .entity(UserBody.of(user))
                .build();
    }

    @GET
    @Path("{id}")
    public UserBody show(@PathParam("id") String id) {
        return UserBody.of(desk.find(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public UserBody change(@PathParam("id") String id, Form form, @Context ContainerRequestContext request) {
        return UserBody.of(desk.change(id, form, SignedInContext.identity(request)));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @Context ContainerRequestContext request) {
        desk.delete(id, SignedInContext.identity(request));
    }
}

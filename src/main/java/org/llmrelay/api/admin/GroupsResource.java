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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Group;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.GroupDesk;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;

/** Groups of accounts. */
@Path(AdminPath.ROOT + "/groups")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class GroupsResource {
    private final GroupDesk desk;

    public GroupsResource(GroupDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<GroupBody> list(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        List<Group> all = desk.all();
        return new ListBody<>(paging.partOf(all).stream().map(this::body).toList(), all.size());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        GroupBody group = body(desk.create(form));
        return Response.created(URI.create("/" + AdminPath.ROOT + "/groups/" + group.id()))
                .entity(group)
                .build();
    }

    @GET
    @Path("{id}")
    public GroupBody show(@PathParam("id") String id) {
        return body(desk.find(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
    public GroupBody change(@PathParam("id") String id, Form form) {
        return body(desk.change(id, form));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @QueryParam("unbind") @Nullable String unbind) {
        desk.delete(id, "true".equals(unbind));
    }

    private GroupBody body(Group group) {
        return new GroupBody(group.id(), group.name(), group.policy().code(), desk.members(group));
    }

    /** A group as it is shown. {@code accounts}: ids of its members, by priority. */
    record GroupBody(String id, String name, String policy, List<String> accounts) implements JsonBody {}
}

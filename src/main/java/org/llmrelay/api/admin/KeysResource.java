package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.key.Keys;

/** All keys, and new ones. */
@Path(AdminPath.ROOT + "/keys")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeysResource {
    private final KeyDesk desk;

    public KeysResource(KeyDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<KeyBody> list(
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("enabled") @Nullable String enabled,
            @QueryParam("name") @Nullable String name) {
        Paging paging = Paging.of(offset, limit);
        Keys.Found found = desk.list(new Keys.Wanted(tag, flag(enabled), name), paging);
        return new ListBody<>(found.keys().stream().map(KeyBody::of).toList(), found.total());
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw new ProblemException(
                    Problem.invalid(List.of(new Problem.Mistake("enabled", "must be true or false"))));
        }
        return Boolean.valueOf(text);
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

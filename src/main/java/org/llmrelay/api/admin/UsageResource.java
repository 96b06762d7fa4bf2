package org.llmrelay.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.LiveBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.SeriesBody;
import org.llmrelay.admin.TopBody;
import org.llmrelay.admin.UsageDesk;

/** What was used, in all and by whom. */
@Path(AdminPath.ROOT + "/usage")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class UsageResource {
    private final UsageDesk desk;

    public UsageResource(UsageDesk desk) {
        this.desk = desk;
    }

    @GET
    @Path("series")
    public SeriesBody series(
            @BeanParam SubjectParams subject,
            @BeanParam RangeParams range,
            @QueryParam("grain") @Nullable String grain) {
        return desk.series(subject.query(), range.query(), grain);
    }

    @GET
    @Path("top")
    public TopBody top(
            @QueryParam("of") @Nullable String of,
            @QueryParam("by") @Nullable String by,
            @BeanParam RangeParams range,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        return desk.top(new UsageDesk.Wish(of, by), range.query(), Paging.of(offset, limit));
    }

    @GET
    @Path("live")
    public LiveBody live(@BeanParam SubjectParams subject, @QueryParam("minutes") @Nullable String minutes) {
        return desk.live(subject.query(), minutes);
    }
}

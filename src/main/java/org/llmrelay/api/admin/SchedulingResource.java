package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.SchedulingDesk;
import org.llmrelay.scheduling.Considered;
import org.llmrelay.scheduling.Objection;

/** Which account would take a call. */
@Path(AdminPath.ROOT + "/scheduling")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class SchedulingResource {
    private final SchedulingDesk desk;

    public SchedulingResource(SchedulingDesk desk) {
        this.desk = desk;
    }

    @POST
    @Path("explain")
    @Consumes(MediaType.APPLICATION_JSON)
    public ExplanationBody explain(Form form) {
        List<Considered> considered = desk.explain(form);
        String taker = considered.stream()
                .filter(each -> each.objection().isEmpty())
                .map(each -> each.account().id())
                .findFirst()
                .orElse(null);
        return new ExplanationBody(
                taker, considered.stream().map(CandidateBody::of).toList());
    }

    /** The account that would take the call, or null, and all in the order in which they are looked at. */
    record ExplanationBody(@Nullable String account, List<CandidateBody> candidates) implements JsonBody {}

    /** {@code pool}: the group that it is looked at in; {@code chosenBy}: what brings it to its place there; {@code why}: why it does not take the call, or null where it could. */
    record CandidateBody(
            String account,
            String name,
            @Nullable String pool,
            @Nullable String chosenBy,
            @Nullable String why,
            @Nullable Instant until) {
        static CandidateBody of(Considered considered) {
            return new CandidateBody(
                    considered.account().id(),
                    considered.account().name(),
                    considered.pool(),
                    considered.ground(),
                    considered.objection().map(Objection::code).orElse(null),
                    considered.objection().map(Objection::until).orElse(null));
        }
    }
}

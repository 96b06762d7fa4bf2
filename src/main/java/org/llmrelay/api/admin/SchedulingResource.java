package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.relay.AccountCheck;
import org.llmrelay.scheduling.Considered;
import org.llmrelay.scheduling.Objection;

/** Which account would take a call, and whether one works. */
@Path(AdminPath.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class SchedulingResource {
    private final SchedulingDesk desk;
    private final AccountDesk accounts;

    public SchedulingResource(SchedulingDesk desk, AccountDesk accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    @POST
    @Path("scheduling/explain")
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

    @POST
    @Path("accounts/{id}/test")
    public CheckBody test(@PathParam("id") String id, @QueryParam("model") @Nullable String model) {
        return CheckBody.of(desk.test(accounts.find(id), model));
    }

    /** The account that would take the call, or null, and all in the order in which they are looked at. */
    record ExplanationBody(@Nullable String account, List<CandidateBody> candidates) implements JsonBody {}

    /** {@code pool}: the group that it is looked at in; {@code why}: why it does not take the call, or null where it could. */
    record CandidateBody(
            String account,
            String name,
            @Nullable String pool,
            @Nullable String why,
            @Nullable Instant until) {
        static CandidateBody of(Considered considered) {
            return new CandidateBody(
                    considered.account().id(),
                    considered.account().name(),
                    considered.pool(),
                    considered.objection().map(Objection::code).orElse(null),
                    considered.objection().map(Objection::until).orElse(null));
        }
    }

    /** What a check has shown. */
    record CheckBody(Instant at, boolean good, String result, int status, long tookMs, String said)
            implements JsonBody {
        static CheckBody of(AccountCheck.Finding finding) {
            return new CheckBody(
                    finding.at(),
                    finding.isGood(),
                    finding.result(),
                    finding.status(),
                    finding.took().toMillis(),
                    finding.said());
        }
    }
}

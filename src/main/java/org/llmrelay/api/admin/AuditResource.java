package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Audit;
import org.llmrelay.admin.AuditBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.audit.AuditLog;

/** What was changed, and by whom. */
@Path(AdminPath.ROOT + "/audit")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class AuditResource {
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,15}(-[0-9]{1,10})?");

    private final Audit audit;

    public AuditResource(Audit audit) {
        this.audit = audit;
    }

    @GET
    public AuditBody list(
            @QueryParam("user") @Nullable String user,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(null, limit);
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw new ProblemException(
                    Problem.invalid(List.of(new Problem.Mistake("cursor", "must be the next of a page"))));
        }
        return AuditBody.of(audit.latest(cursor, new AuditLog.Filter(user, kind, subject), paging.limit()));
    }
}

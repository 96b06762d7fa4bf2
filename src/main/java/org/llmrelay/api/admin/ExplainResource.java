package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.ExplanationBody;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.InquiryDesk;

/** What would become of a call of one key. */
@Path(AdminPath.ROOT + "/keys/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ExplainResource {
    private final InquiryDesk desk;

    public ExplainResource(InquiryDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ExplanationBody explain(@PathParam("id") String id, Form form) {
        return desk.explain(id, form);
    }
}

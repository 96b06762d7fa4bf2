package org.llmrelay.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.admin.Progress;

/** What another relay holds, brought in here. */
@Path(AdminPath.ROOT + "/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ImportResource {
    /** What bringing in a file begins with; its body may be larger than others. */
    static final String FILE = "/" + AdminPath.ROOT + "/import/file";

    private final ImportDesk desk;
    private final Later later;

    ImportResource(ImportDesk desk, Later later) {
        this.desk = desk;
        this.later = later;
    }

    /** The other relay's encryption key comes in a header, as the body is the file. */
    @POST
    @Path("file")
    public void file(
            @Suspended AsyncResponse answer,
            InputStream file,
            @HeaderParam("Import-Encryption-Key") @Nullable String encryptionKey,
            @BeanParam ImportParams params,
            @Context ContainerRequestContext request)
            throws IOException {
        byte[] bytes = file.readAllBytes();
        String operator = operator(request);
        later.answer(answer, () -> desk.bringFile(bytes, params.query(), encryptionKey, operator, Progress.UNTOLD));
    }

    @POST
    @Path("redis")
    public void redis(@Suspended AsyncResponse answer, Form form, @Context ContainerRequestContext request) {
        String operator = operator(request);
        later.answer(answer, () -> desk.bringRedis(form, operator, Progress.UNTOLD));
    }

    private static String operator(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal().getName();
    }
}

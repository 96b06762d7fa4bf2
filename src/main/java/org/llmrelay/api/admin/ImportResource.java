package org.llmrelay.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.admin.ImportDesk;

/** What another relay holds, brought in here. */
@Path(AdminPath.ROOT + "/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ImportResource {
    /** What bringing in a file begins with; its body may be larger than others. */
    static final String FILE = "/" + AdminPath.ROOT + "/import/file";

    private final ImportDesk desk;

    public ImportResource(ImportDesk desk) {
        this.desk = desk;
    }

    /** The other relay's encryption key comes in a header, as the body is the file. */
    @POST
    @Path("file")
    public ImportBody file(
            InputStream file,
            @HeaderParam("Import-Encryption-Key") @Nullable String encryptionKey,
            @BeanParam ImportParams params,
            @Context ContainerRequestContext request)
            throws IOException {
        return desk.bringFile(file.readAllBytes(), params.query(), encryptionKey, operator(request));
    }

    @POST
    @Path("redis")
    public ImportBody redis(Form form, @Context ContainerRequestContext request) {
        return desk.bringRedis(form, operator(request));
    }

    private static String operator(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal().getName();
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.BackupDesk;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.Progress;

/** All records in one locked file, and back. Nobody but operators may, for making a backup is a {@code POST} too. */
@Path(AdminPath.ROOT)
@SignedInOnly
public final class BackupResource {
    /** What a restore begins with; its body may be larger than others. */
    static final String RESTORE = "/" + AdminPath.ROOT + "/restore";

    private final BackupDesk desk;
    private final Later later;

    BackupResource(BackupDesk desk, Later later) {
        this.desk = desk;
        this.later = later;
    }

    /** Reads the store while the file is sent. */
    @POST
    @Path("backup")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response backUp(Form form) {
        BackupDesk.File file = desk.backUp(form);
        StreamingOutput body = file::write;
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"llm-relay.backup\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @POST
    @Path("restore")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    public void restore(
            @Suspended AsyncResponse answer,
            InputStream file,
            @HeaderParam("Backup-Password") @Nullable String password,
            @QueryParam("dry_run") @Nullable String dryRun,
            @QueryParam("existing") @Nullable String existing)
            throws IOException {
        // It is in memory already: the gate has taken it in.
        byte[] bytes = file.readAllBytes();
        later.answer(
                answer, () -> desk.restore(bytes, password, new BackupDesk.Wish(dryRun, existing), Progress.UNTOLD));
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.ImportQuery;

/** The parameters of an {@link ImportQuery}. Confined to one request. */
public final class ImportParams {
    @QueryParam("dry_run")
    @Nullable
    String dryRun;

    @QueryParam("existing")
    @Nullable
    String existing;

    @QueryParam("time_zone")
    @Nullable
    String timeZone;

    @QueryParam("terms_accepted")
    @Nullable
    String termsAccepted;

    ImportQuery query() {
        return new ImportQuery(dryRun, existing, timeZone, termsAccepted);
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.RangeQuery;

/** The parameters of a {@link RangeQuery}. Confined to one request. */
public final class RangeParams {
    @QueryParam("range")
    @Nullable
    String range;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    RangeQuery query() {
        return new RangeQuery(range, from, to);
    }
}

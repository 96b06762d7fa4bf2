package org.llmrelay.api.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.KeyQuery;

/** The parameters of a {@link KeyQuery}. Confined to one request. */
public final class KeyParams {
    @QueryParam("search")
    @Nullable
    String search;

    @QueryParam("name")
    @Nullable
    String name;

    @QueryParam("tag")
    @Nullable
    String tag;

    @QueryParam("enabled")
    @Nullable
    String enabled;

    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("service")
    @Nullable
    String service;

    @QueryParam("sort")
    @Nullable
    String sort;

    KeyQuery query() {
        return new KeyQuery(search, name, tag, enabled, state, service, sort);
    }
}

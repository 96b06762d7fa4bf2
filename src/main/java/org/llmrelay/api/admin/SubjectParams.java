package org.llmrelay.api.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.SubjectQuery;

/** The parameters of a {@link SubjectQuery}. Confined to one request. */
public final class SubjectParams {
    @QueryParam("key")
    @Nullable
    String key;

    @QueryParam("account")
    @Nullable
    String account;

    @QueryParam("model")
    @Nullable
    String model;

    @QueryParam("dialect")
    @Nullable
    String dialect;

    @QueryParam("client")
    @Nullable
    String client;

    SubjectQuery query() {
        return new SubjectQuery(key, account, model, dialect, client);
    }
}

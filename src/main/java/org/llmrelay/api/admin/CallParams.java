package org.llmrelay.api.admin;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.CallQuery;

/** The parameters of a {@link CallQuery}. Confined to one request. */
public final class CallParams {
    @QueryParam("key")
    @Nullable
    String key;

    @QueryParam("account")
    @Nullable
    String account;

    @QueryParam("model")
    @Nullable
    String model;

    @QueryParam("client")
    @Nullable
    String client;

    @QueryParam("ending")
    @Nullable
    String ending;

    @QueryParam("status")
    @Nullable
    String status;

    @QueryParam("min_cost")
    @Nullable
    String minCost;

    CallQuery query() {
        return new CallQuery(key, account, model, client, ending, status, minCost);
    }
}

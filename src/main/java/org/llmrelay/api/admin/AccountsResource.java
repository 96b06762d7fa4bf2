package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;

/** All accounts, and new ones. */
@Path(AdminPath.ROOT + "/accounts")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class AccountsResource {
    private final AccountDesk desk;

    public AccountsResource(AccountDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<AccountBody> list(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        List<Account> all = desk.all();
        return new ListBody<>(paging.partOf(all).stream().map(AccountBody::of).toList(), all.size());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        AccountBody account = AccountBody.of(desk.create(form));
        return Response.created(URI.create("/" + AdminPath.ROOT + "/accounts/" + account.id()))
                .entity(account)
                .build();
    }
}

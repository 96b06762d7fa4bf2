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
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.ProxyBody;
import org.llmrelay.admin.ProxyDesk;
import org.llmrelay.route.NamedProxy;

/** All named proxies, and new ones. */
@Path(AdminPath.ROOT + "/proxies")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ProxiesResource {
    private final ProxyDesk desk;

    public ProxiesResource(ProxyDesk desk) {
        this.desk = desk;
    }

    @GET
    public ListBody<ProxyBody> list(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        List<NamedProxy> all = desk.all();
        return new ListBody<>(paging.partOf(all).stream().map(desk::body).toList(), all.size());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Form form) {
        ProxyBody proxy = desk.body(desk.create(form));
        return Response.created(URI.create("/" + AdminPath.ROOT + "/proxies/" + proxy.id()))
                .entity(proxy)
                .build();
    }
}

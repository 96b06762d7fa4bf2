package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.llmrelay.provider.Provider;

/** The kinds of account that there are. */
@Path(AdminPath.ROOT + "/kinds")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KindsResource {
    private final ListBody<KindBody> kinds;

    public KindsResource(Collection<Provider> providers) {
        List<KindBody> bodies = providers.stream()
                .sorted(Comparator.comparing(Provider::kind))
                .map(KindBody::of)
                .toList();
        this.kinds = new ListBody<>(bodies, bodies.size());
    }

    @GET
    public ListBody<KindBody> list() {
        return kinds;
    }
}

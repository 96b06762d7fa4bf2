package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.llmrelay.admin.KindBody;
import org.llmrelay.admin.ListBody;
import org.llmrelay.provider.Kind;
import org.llmrelay.renewal.OAuthKinds;

/** The kinds of account that there are. */
@Path(AdminPath.ROOT + "/kinds")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KindsResource {
    private final ListBody<KindBody> bodies;

    public KindsResource(Collection<Kind> kinds, OAuthKinds oauth) {
        List<KindBody> all = kinds.stream()
                .sorted(Comparator.comparing(Kind::kind))
                .map(kind -> KindBody.of(kind, oauth))
                .toList();
        this.bodies = new ListBody<>(all, all.size());
    }

    @GET
    public ListBody<KindBody> list() {
        return bodies;
    }
}

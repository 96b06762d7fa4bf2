package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.EncryptionBody;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Vault;

/** The key ring: which keys there are, what each has sealed, and sealing anew what former keys have sealed. */
@Path(AdminPath.ROOT + "/encryption")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class EncryptionResource {
    private final Vault vault;
    private final Resealing resealing;

    public EncryptionResource(Desks.KeyRing ring) {
        this.vault = ring.vault();
        this.resealing = ring.resealing();
    }

    @GET
    public EncryptionBody read() {
        return EncryptionBody.of(vault.keyIds(), resealing.progress());
    }

    @POST
    @Path("reseal")
    public EncryptionBody reseal() {
        resealing.reseal();
        return read();
    }
}

package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.SettingsBody;
import org.llmrelay.admin.SettingsDesk;

/** How the relay behaves, and what it calls itself. */
@Path(AdminPath.ROOT + "/settings")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class SettingsResource {
    private final SettingsDesk desk;

    public SettingsResource(SettingsDesk desk) {
        this.desk = desk;
    }

    @GET
    public SettingsBody read() {
        return desk.current();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public SettingsBody change(Form form) {
        return desk.change(form);
    }
}

package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;

/** Secrets that somebody has typed into a form: they live as long as the request, and no page shows them. */
@Named
@RequestScoped
public class Typed {
    private final Map<String, String> secrets = new HashMap<>();

    /** By the names of their fields; a page that is drawn gets none. */
    public Map<String, String> getSecrets() {
        boolean isDrawing =
                PhaseId.RENDER_RESPONSE.equals(FacesContext.getCurrentInstance().getCurrentPhaseId());
        return isDrawing ? Map.of() : secrets;
    }
}

package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.IssuedKeyBody;
import org.llmrelay.console.Redirect;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;

/** Shows the texts of new keys, once: they are kept from one request to the next and no longer. */
@Named
@RequestScoped
public class IssuedKeys {
    private static final String KEPT = "issued-keys";
    private static final String FOR = "issued-for";

    @Inject
    Visitor visitor;

    private @Nullable List<Map<String, Object>> keys;

    /** Goes to the page that shows them. */
    void show(List<IssuedKeyBody> issued) throws IOException {
        Map<String, Object> flash =
                FacesContext.getCurrentInstance().getExternalContext().getFlash();
        flash.put(KEPT, Shapes.of(issued));
        flash.put(FOR, visitor.getName());
        Redirect.to("/web/key-issued");
    }

    /** {@code IssuedKey}s of the API; none when the page is looked at again. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> getKeys() {
        if (keys == null) {
            Map<String, Object> flash =
                    FacesContext.getCurrentInstance().getExternalContext().getFlash();
            boolean isTheirs = visitor.getName().equals(flash.get(FOR));
            Object kept = isTheirs ? flash.get(KEPT) : null;
            keys = kept == null ? List.of() : (List<Map<String, Object>>) kept;
        }
        return keys;
    }
}

package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Set;

/** The columns that somebody wants to see in the list of keys; their browser remembers. */
@Named
@RequestScoped
public class KeyColumns {
    private static final String COOKIE = "relay_key_columns";
    private static final List<String> ALL = List.of(
            "state", "owner", "tags", "services", "limits", "used", "today", "lately", "created", "expires", "hint");
    private static final Set<String> USUAL = Set.of("state", "owner", "tags", "limits", "used", "today", "lately");

    public List<String> getAll() {
        return ALL;
    }

    public boolean shows(String column) {
        Object cookie = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get(COOKIE);
        return cookie instanceof Cookie kept
                ? List.of(kept.getValue().split("\\.")).contains(column)
                : USUAL.contains(column);
    }
}

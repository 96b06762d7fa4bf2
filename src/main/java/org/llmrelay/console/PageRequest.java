package org.llmrelay.console;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;

/** The request that a page is being drawn for, as Faces knows it: the container knows nothing of those of a {@link Rehearsal}. */
public final class PageRequest {
    private PageRequest() {}

    /** @throws NullPointerException outside of a page */
    public static HttpServletRequest current() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }
}

package org.llmrelay.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;

/** The way from a page to another. */
public final class Redirect {
    private Redirect() {}

    /**
     * Leads the visitor to another page, which shows what this one had to say. Only here are messages kept: Faces keeps them by a cookie, and an answer that
     * draws much of its page anew has gone out in part before Faces would set it.
     *
     * @param address in the relay, such as {@code /web/key?id=7}
     */
    public static void to(String address) throws IOException {
        ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
        context.getFlash().setKeepMessages(true);
        context.redirect(context.getRequestContextPath() + address);
    }
}

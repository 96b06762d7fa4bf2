package org.llmrelay.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.llmrelay.failure.CallerFault;

/** Stands where nothing is, so that a caller hears it in the dialect of the place. Thread-safe. */
public final class NotFoundServlet extends HttpServlet {
    private final transient Entrance entrance;

    public NotFoundServlet(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        entrance.refuse(request, response, new CallerFault.NotFound());
    }
}

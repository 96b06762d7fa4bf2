package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;

/** Lists models in one dialect, all that a caller may ask for or one of them. Thread-safe. */
public interface ModelPages {
    void list(AsyncResponse answer, HttpServletRequest request);

    void one(AsyncResponse answer, HttpServletRequest request, String id);
}

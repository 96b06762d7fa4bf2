package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Stands before JAX-RS resources. Thread-safe. */
@FunctionalInterface
public interface Gate {
    /** Lets everybody pass. */
    Gate OPEN = (request, response) -> true;

    /** Whether a request may pass; one that may not has been answered, or will be. */
    boolean passes(HttpServletRequest request, HttpServletResponse response);
}

package org.llmrelay.console;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.Application;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import jakarta.servlet.ServletContext;
import java.util.concurrent.RejectedExecutionException;

/** Begins the rehearsal of the pages when Faces says that it knows all of its parts. */
public final class RehearsalCall implements SystemEventListener {
    @Override
    public boolean isListenerForSource(Object source) {
        return source instanceof Application;
    }

    @Override
    public void processEvent(SystemEvent event) {
        Object server = FacesContext.getCurrentInstance().getExternalContext().getContext();
        try {
            CDI.current().select(Rehearsal.class).get().begin((ServletContext) server);
        } catch (IllegalStateException | RejectedExecutionException e) {
            // A server whose beans or threads are not ready yet: it starts all the same, with pages that are slow at
            // first.
        }
    }
}

package org.llmrelay.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Answers with a file instead of a page. */
public final class Download {
    private Download() {}

    /** Writes the file. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    public static void send(String name, String mediaType, Content content) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext context = faces.getExternalContext();
        context.responseReset();
        context.setResponseContentType(mediaType);
        context.setResponseHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        context.setResponseHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = context.getResponseOutputStream()) {
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }
}

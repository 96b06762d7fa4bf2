package org.llmrelay.api.boot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** Where Jersey writes what a resource did not answer itself: a failure, mapped. The request is asynchronous from its beginning, without a time-out. */
final class ServletAnswer implements ContainerResponseWriter {
    private final AsyncContext context;

    ServletAnswer(AsyncContext context) {
        this.context = context;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setStatus(answer.getStatus());
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (length >= 0) {
            response.setContentLengthLong(length);
        }
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new ContainerException(e);
        }
    }

    @Override
    public boolean suspend(long timeOut, TimeUnit unit, TimeoutHandler handler) {
        return true;
    }

    @Override
    public void setSuspendTimeout(long timeOut, TimeUnit unit) {
        throw new IllegalStateException("calls have no time-out here");
    }

    @Override
    public void commit() {
        context.complete();
    }

    @Override
    public void failure(Throwable fault) {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        if (!response.isCommitted()) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        context.complete();
    }

    @Override
    public boolean enableResponseBuffering() {
        return false;
    }
}

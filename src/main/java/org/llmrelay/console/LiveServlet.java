package org.llmrelay.console;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Server-sent events of what goes on. The console's filter lets only those in who signed in; a stream ends after some minutes, and the page asks again. */
@WebServlet(urlPatterns = "/web/live", asyncSupported = true)
public class LiveServlet extends HttpServlet {
    /** So that whoever was signed out does not see figures for long. */
    private static final long LONGEST_MILLIS = 300_000;

    private transient @Nullable Live live;

    /** Called by the container. */
    @Inject
    public void wire(Live live) {
        this.live = live;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Live feed = live;
        if (feed == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        // The end of the connection ends the stream: a last chunk to a browser that has gone would be an error to the
        // container.
        response.setHeader("Connection", "close");
        // Undertow leaves in its buffer what the socket does not take, and does not come back for it: one byte is too
        // small to be left in.
        response.setBufferSize(1);
        AsyncContext context = request.startAsync();
        context.setTimeout(LONGEST_MILLIS);
        ServletOutputStream out = response.getOutputStream();
        Watcher watcher = new Watcher(out);
        context.addListener(new Leaving(watcher, context));
        out.setWriteListener(watcher);
        feed.add(watcher);
    }

    /** Knows no bean: the container may call it where none can be reached. */
    private record Leaving(Watcher watcher, AsyncContext context) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            watcher.leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            watcher.leave();
            context.complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            watcher.leave();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

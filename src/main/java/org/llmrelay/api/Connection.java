package org.llmrelay.api;

import jakarta.servlet.ServletRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a request came on, as far as the server lets us at it. A server that does so sets the attribute {@value #ATTRIBUTE}; on others
 * both methods do nothing. Thread-safe.
 */
final class Connection {
    static final String ATTRIBUTE = "org.llmrelay.connection";

    private final @Nullable Consumer<Runnable> watch;
    private final @Nullable Runnable cut;

    private Connection(@Nullable Consumer<Runnable> watch, @Nullable Runnable cut) {
        this.watch = watch;
        this.cut = cut;
    }

    @SuppressWarnings("unchecked") // By the contract of the attribute.
    static Connection of(ServletRequest request) {
        Object value = request.getAttribute(ATTRIBUTE);
        if (value instanceof Consumer<?> watch && value instanceof Runnable cut) {
            return new Connection((Consumer<Runnable>) watch, cut);
        }
        return new Connection(null, null);
    }

    /** Names who is told when the caller leaves. Called once, after the request was read. */
    void onGone(Runnable gone) {
        if (watch != null) {
            watch.accept(gone);
        }
    }

    /** Ends the connection without a proper end of the response, where the server can. */
    void cut() {
        if (cut != null) {
            cut.run();
        }
    }

    /** Whether the server tells and cuts. */
    boolean isOpenToUs() {
        return cut != null;
    }
}

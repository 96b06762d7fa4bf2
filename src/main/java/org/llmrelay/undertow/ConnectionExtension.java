package org.llmrelay.undertow;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.ServletContext;

/**
 * Hands each request of a deployment its {@link CallerConnection} as the attribute {@value #ATTRIBUTE}. Undertow finds this class itself, by its
 * service file. Thread-safe.
 */
public final class ConnectionExtension implements ServletExtension {
    /** The attribute's value is a {@code Consumer<Runnable>} and a {@code Runnable} at once. */
    static final String ATTRIBUTE = "org.llmrelay.connection";

    // When a servlet completes its asynchronous request before it returns, Undertow would run the next request of the
    // connection, if it is here, on top
    // of this one's stack; a caller who sends ahead could pile up any number. Without the executor it takes a fresh
    // worker.
    private static final ExchangeCompletionListener FRESH_STACK = (exchange, next) -> {
        if (exchange.getConnection() instanceof HttpServerConnection connection && connection.getExtraBytes() != null) {
            exchange.setDispatchExecutor(null);
        }
        next.proceed();
    };

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInnerHandlerChainWrapper(next -> exchange -> {
            exchange.addExchangeCompleteListener(FRESH_STACK);
            ServletRequestContext servlet = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
            servlet.getServletRequest().setAttribute(ATTRIBUTE, new CallerConnection(exchange));
            next.handleRequest(exchange);
        });
    }
}

package org.llmrelay.upstream.hc5;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Lets HttpClient complete a stage. Thread-safe. */
final class Promise<T> extends CompletableFuture<T> implements FutureCallback<T> {

    @Override
    public void completed(T result) {
        complete(result);
    }

    @Override
    public void failed(Exception cause) {
        completeExceptionally(cause);
    }

    @Override
    public void cancelled() {
        completeExceptionally(new CancellationException());
    }
}

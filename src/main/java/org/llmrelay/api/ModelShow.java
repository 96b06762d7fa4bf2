package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.llmrelay.admission.Permit;
import org.llmrelay.api.KeyHolders.Admittance;
import org.llmrelay.provider.ModelEntry;

/** Shows holders of keys the models that they may ask for. Thread-safe. */
public final class ModelShow {
    private final KeyHolders holders;
    private final String path;
    private final Supplier<? extends CompletionStage<List<ModelEntry>>> catalog;

    /**
     * @param path of the listing at the provider
     * @param catalog lists the models, newest first, and completes normally
     */
    public ModelShow(KeyHolders holders, String path, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {
        this.holders = holders;
        this.path = path;
        this.catalog = catalog;
    }

    /** Answers a holder of a key on a worker of the container: the catalog may complete on an I/O thread. {@code shown} makes the answer. */
    public void show(AsyncResponse answer, HttpServletRequest request, Function<List<ModelEntry>, Response> shown) {
        Admittance admittance = holders.admittance(request, path);
        if (admittance.refusal() != null) {
            answer.resume(admittance.refusal());
            return;
        }
        catalog.get().thenAccept(all -> request.getAsyncContext()
                .start(() -> resume(answer, visible(all, admittance.permit()), shown)));
    }

    private static List<ModelEntry> visible(List<ModelEntry> all, Permit permit) {
        return all.stream()
                .filter(model -> permit.objection(model.id()).isEmpty())
                .toList();
    }

    private static void resume(AsyncResponse answer, List<ModelEntry> all, Function<List<ModelEntry>, Response> shown) {
        try {
            answer.resume(shown.apply(all));
        } catch (RuntimeException e) {
            answer.resume(e);
        }
    }
}

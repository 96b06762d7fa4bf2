package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.llmrelay.admission.Permit;
import org.llmrelay.api.KeyHolders.Admittance;
import org.llmrelay.provider.ModelEntry;

/** Shows holders of keys the models that they may ask for. Thread-safe. */
public final class ModelShow {
    private final String path;
    private final List<Shelf> shelves;

    /**
     * The models of one service.
     *
     * @param holders who may see them
     * @param catalog lists the models, newest first, and completes normally
     */
    public record Shelf(KeyHolders holders, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {}

    /** What a caller may see of a shelf, as soon as it is known. */
    private record Opened(Permit permit, CompletableFuture<List<ModelEntry>> models) {
        List<ModelEntry> visible() {
            return models.join().stream()
                    .filter(model -> permit.objection(model.id()).isEmpty())
                    .toList();
        }
    }

    /** Shows one shelf. {@code path}: of the listing at the provider. */
    public ModelShow(KeyHolders holders, String path, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {
        this(path, List.of(new Shelf(holders, catalog)));
    }

    /** Shows of several shelves what the key lets its holder see. */
    public ModelShow(String path, List<Shelf> shelves) {
        this.path = path;
        this.shelves = List.copyOf(shelves);
    }

    /** Answers a holder of a key on a worker of the container: the catalog may complete on an I/O thread. {@code shown} makes the answer. */
    public void show(AsyncResponse answer, HttpServletRequest request, Function<List<ModelEntry>, Response> shown) {
        List<Opened> open = new ArrayList<>();
        Response refusal = null;
        for (Shelf shelf : shelves) {
            Admittance admittance = shelf.holders().admittance(request, path);
            if (admittance.refusal() == null) {
                open.add(new Opened(admittance.permit(), shelf.catalog().get().toCompletableFuture()));
            } else if (refusal == null) {
                refusal = admittance.refusal();
            }
        }
        if (open.isEmpty()) {
            answer.resume(refusal);
            return;
        }
        CompletableFuture<?>[] all = open.stream().map(Opened::models).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(all)
                .thenAccept(done -> request.getAsyncContext().start(() -> resume(answer, union(open), shown)));
    }

    private static List<ModelEntry> union(List<Opened> open) {
        if (open.size() == 1) {
            return open.get(0).visible();
        }
        Map<String, ModelEntry> byId = new LinkedHashMap<>();
        open.forEach(shelf -> shelf.visible().forEach(model -> byId.putIfAbsent(model.id(), model)));
        return byId.values().stream()
                .sorted(Comparator.comparing(ModelEntry::created).reversed().thenComparing(ModelEntry::id))
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

package org.llmrelay.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.call.Body;
import org.llmrelay.secret.Secret;

/** Brings in what another relay holds: first a look at it, then just that. The page asks how far it is; it goes on when nobody asks. */
@Named
@ViewScoped
public class ImportBacking implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    /** What needs a look comes first. */
    private static final List<String> ORDER = List.of("failed", "left_out", "kept", "changed", "created", "same");

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Words words;

    @Inject
    transient Visitor visitor;

    @Resource
    transient ManagedExecutorService executor;

    private final Map<String, Object> wish =
            new HashMap<>(Map.of("source", "file", "existing", "keep", "time_zone", "+08:00", "terms", false));
    private boolean trying;
    private transient @Nullable Part file;
    private transient @Nullable ImportOrder order;
    private transient @Nullable CompletableFuture<ImportBody> running;
    private transient @Nullable Map<String, Object> found;

    /** Looks at what is there; nothing is stored. */
    public void look() {
        boolean isFile = "file".equals(wish.get("source"));
        byte[] bytes = isFile ? Uploads.bytes(file, MOST_BYTES) : new byte[0];
        if (isFile && bytes.length == 0) {
            acts.wrong(words.of("safety.no-file"));
            return;
        }
        order = new ImportOrder(
                Body.wrap(bytes),
                isFile ? null : Secret.of(text("url")),
                text("encryption_key").isEmpty() ? null : Secret.of(text("encryption_key")),
                new ImportOrder.Terms(
                        "replace".equals(wish.get("existing")),
                        text("time_zone"),
                        Boolean.TRUE.equals(wish.get("terms"))));
        wish.remove("encryption_key");
        start(true);
    }

    /** Does what the look has shown. */
    public void bring() {
        start(false);
    }

    private void start(boolean isTry) {
        ImportOrder wanted = order;
        if (wanted == null || running != null) {
            return;
        }
        ImportDesk desk = desks.movers().imports();
        String operator = visitor.getName();
        boolean begun = acts.change(() -> {
            Runnable note = acts.noting(wanted.act());
            running = CompletableFuture.supplyAsync(() -> wanted.run(desk, isTry, operator), executor)
                    .thenApply(body -> {
                        if (!isTry) {
                            note.run();
                        }
                        return body;
                    });
        });
        if (begun) {
            trying = isTry;
            found = null;
        }
    }

    /** Takes what has come of it, if it has ended. */
    public void ask() {
        CompletableFuture<ImportBody> asked = running;
        if (asked == null || !asked.isDone()) {
            return;
        }
        running = null;
        found = acts.look(() -> ended(asked)).map(Shapes::of).orElse(null);
        if (found == null) {
            // What is wrong is said beside its input.
            FacesContext.getCurrentInstance()
                    .getPartialViewContext()
                    .getRenderIds()
                    .add("form");
        } else {
            acts.done(trying ? "import.looked" : "import.done");
        }
        if (!trying) {
            order = null;
        }
    }

    private static ImportBody ended(CompletableFuture<ImportBody> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private String text(String name) {
        return Objects.toString(wish.get(name), "").strip();
    }

    public boolean isRunning() {
        return running != null;
    }

    /** Whether what is running, or was last, only looks. */
    public boolean isTrying() {
        return trying;
    }

    /** Whether there is something that can be brought in now. */
    public boolean isReady() {
        return order != null && running == null && found != null;
    }

    /** An {@code Imported} of the API, or null before there is one. */
    public @Nullable Map<String, Object> getFound() {
        return found;
    }

    /** Its records, those first that need a look. */
    public List<?> getRecords() {
        return Shapes.list(found, "records").stream()
                .sorted(Comparator.comparing(one -> ORDER.indexOf(Shapes.text(one, "fate"))))
                .toList();
    }

    public Map<String, Object> getWish() {
        return wish;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}

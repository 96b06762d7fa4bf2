package org.llmrelay.console;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.call.Body;
import org.llmrelay.secret.Secret;

/** Brings in what another relay holds: first a look at it, then just that. {@link Works} does it, so a page that is loaded anew shows it again. */
@Named
@ViewScoped
public class ImportBacking implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String PAGE = "import";
    /** What is small is there by then, and needs no progress. */
    private static final long SHORT_MILLIS = 500;

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

    @Inject
    transient Works works;

    private final Map<String, Object> wish =
            new HashMap<>(Map.of("source", "file", "existing", "keep", "time_zone", "+08:00", "terms", false));
    private transient @Nullable Part file;
    private transient @Nullable Outcome shown;
    private transient @Nullable Map<String, Object> found;

    /**
     * What has come of an import, or of a look at it.
     *
     * @param order what can be brought in after a look; null once it has been: it holds what was uploaded
     */
    record Outcome(@Nullable ImportOrder order, ImportBody body) {
        boolean isLook() {
            return order != null;
        }
    }

    /** Looks at what is there; nothing is stored. */
    public void look() {
        boolean isFile = "file".equals(wish.get("source"));
        byte[] bytes = isFile ? Uploads.bytes(file, MOST_BYTES) : new byte[0];
        if (isFile && bytes.length == 0) {
            acts.wrong(words.of("safety.no-file"));
            return;
        }
        ImportOrder order = new ImportOrder(
                Body.wrap(bytes),
                isFile ? null : Secret.of(text("url")),
                text("encryption_key").isEmpty() ? null : Secret.of(text("encryption_key")),
                new ImportOrder.Terms(
                        "replace".equals(wish.get("existing")),
                        text("time_zone"),
                        Boolean.TRUE.equals(wish.get("terms"))));
        wish.remove("encryption_key");
        start(order, true);
    }

    /** Does what the look has shown. */
    public void bring() {
        outcome().map(Outcome::order).ifPresent(order -> start(order, false));
    }

    private void start(ImportOrder order, boolean isTry) {
        if (isRunning()) {
            return;
        }
        String operator = visitor.getName();
        acts.change(() -> {
            ImportDesk desk = desks.movers().imports();
            Runnable note = acts.noting(order.act());
            Work<Outcome> begun = works.begin(operator, PAGE, progress -> {
                ImportBody body = order.run(desk, isTry, operator, progress);
                if (!isTry) {
                    note.run();
                }
                return new Outcome(isTry ? order : null, body);
            });
            begun.settle(SHORT_MILLIS);
        });
        ask();
    }

    /** Takes what has come of it, if it has ended. */
    public void ask() {
        work().filter(work -> work.isEnded() && !work.isTold()).ifPresent(this::tell);
    }

    private void tell(Work<Outcome> ended) {
        ended.told();
        Acts.drawAnew("form:look");
        acts.look(ended::get)
                .ifPresentOrElse(outcome -> acts.done(outcome.isLook() ? "import.looked" : "import.done"), () -> {
                    works.forget(visitor.getName(), PAGE);
                    Acts.drawAnew("form");
                });
    }

    private Optional<Work<Outcome>> work() {
        return works.of(visitor.getName(), PAGE);
    }

    private Optional<Outcome> outcome() {
        return work().flatMap(Work::found);
    }

    private String text(String name) {
        return Objects.toString(wish.get(name), "").strip();
    }

    /** What is under way, or has ended; null where there is nothing. */
    public @Nullable Work<?> getWork() {
        return work().orElse(null);
    }

    /** Whether it has not ended, or nobody has been told so. */
    public boolean isRunning() {
        return work().filter(work -> !work.isTold()).isPresent();
    }

    /** Whether what was found is what would happen, and can be brought in now. */
    public boolean isReady() {
        return outcome().filter(Outcome::isLook).isPresent();
    }

    /** An {@code Imported} of the API, or null before there is one. */
    public @Nullable Map<String, Object> getFound() {
        Outcome outcome = outcome().orElse(null);
        if (!Objects.equals(outcome, shown)) {
            shown = outcome;
            found = outcome == null ? null : Shapes.of(outcome.body());
        }
        return found;
    }

    /** Its records, those first that need a look. */
    public List<?> getRecords() {
        return Shapes.list(getFound(), "records").stream()
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

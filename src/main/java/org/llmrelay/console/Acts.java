package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Audit;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.audit.Actor;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.signin.Identity;

/** Does what a button says, for those who may, and tells what came of it. */
@RequestScoped
public class Acts {
    /** Settings are told as parts of a change; on pages they stand alone. */
    private static final Pattern SETTING = Pattern.compile("^values\\.(new_keys\\.)?");

    @Inject
    Visitor visitor;

    @Inject
    Words words;

    @Inject
    Desks desks;

    /** What a viewer may do, too. Nothing when it went wrong; then the page says why. */
    public <T> Optional<T> look(Supplier<T> act) {
        try {
            return Optional.of(act.get());
        } catch (ProblemException e) {
            tell(e.problem());
        } catch (StoreUnavailableException e) {
            wrong(words.of("problem.store-unavailable"));
        }
        return Optional.empty();
    }

    /** What only an operator may do. Nothing when it went wrong; then the page says why. */
    public <T> Optional<T> change(Supplier<T> act) {
        if (!visitor.isOperator()) {
            wrong(words.of("problem.not-allowed"));
            return Optional.empty();
        }
        return look(act);
    }

    /**
     * Like {@link #change(Supplier)}, and writes down who did it and what is different.
     *
     * @param act such as {@code keys.change}: the kind of what it is about, and what is done
     * @param id of the one that it is about; empty where it is being made
     */
    public <T> Optional<T> change(String act, String id, Supplier<T> doing) {
        String kind = act.substring(0, act.indexOf('.'));
        Map<String, String> before = audit().look(kind, id);
        Optional<T> done = change(doing);
        done.ifPresent(result -> {
            String subject = id.isEmpty() ? idOf(result) : id;
            audit().write(actor(), act, subject, before, audit().look(kind, subject));
        });
        return done;
    }

    /** Writes down something of which only the act itself is to be known. */
    public void note(String act, String subject) {
        audit().write(actor(), act, subject, Map.of(), Map.of());
    }

    /** Writes an act down once it is done, which may be on another thread, after this request. */
    public Runnable noting(String act) {
        Audit audit = audit();
        Actor actor = actor();
        return () -> audit.write(actor, act, "", Map.of(), Map.of());
    }

    private Audit audit() {
        return desks.house().audit();
    }

    private static String idOf(Object result) {
        Map<String, String> fields =
                result instanceof JsonBody || result instanceof Map ? Audit.fields(result) : Map.of();
        return fields.getOrDefault("id", fields.getOrDefault("username", ""));
    }

    private Actor actor() {
        Identity identity = visitor.identity();
        return new Actor(identity.username(), identity.role().code(), visitor.getAddress(), "console");
    }

    /** Like {@link #change(Supplier)}, where there is nothing to give back. Returns whether it was done. */
    public boolean change(Runnable act) {
        return change(() -> {
                    act.run();
                    return Boolean.TRUE;
                })
                .isPresent();
    }

    /** Says that something was done: here, or on the next page where {@link Redirect} leaves this one. */
    public void done(String name, Object... parts) {
        add(null, FacesMessage.SEVERITY_INFO, words.of(name, parts));
    }

    /** Says that something cannot be done, or was not. */
    public void wrong(String sentence) {
        add(null, FacesMessage.SEVERITY_ERROR, sentence);
        FacesContext.getCurrentInstance().validationFailed();
    }

    /** Draws a form anew that was not sent: what is wrong stands beside its inputs. */
    static void drawAnew(String form) {
        FacesContext.getCurrentInstance().getPartialViewContext().getRenderIds().add(form);
    }

    private void tell(Problem problem) {
        if (problem.errors().isEmpty()) {
            wrong(words.mistake(problem.detail()));
            return;
        }
        problem.errors().forEach(this::tell);
        FacesContext.getCurrentInstance().validationFailed();
    }

    /** Beside the input whose id is the field's name with underscores; above the form where there is none. */
    private void tell(Mistake mistake) {
        String id = SETTING.matcher(mistake.field())
                .replaceFirst("")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("_$", "");
        String client = clientId(id);
        String detail = words.mistake(mistake.detail());
        String text = client == null ? mistake.field() + ": " + detail : detail;
        add(client, FacesMessage.SEVERITY_ERROR, text);
    }

    private static @Nullable String clientId(String id) {
        UIViewRoot root = FacesContext.getCurrentInstance().getViewRoot();
        UIComponent found = find(root, id);
        return found == null ? null : found.getClientId();
    }

    private static @Nullable UIComponent find(UIComponent under, String id) {
        if (id.equals(under.getId())) {
            return under;
        }
        var facetsAndChildren = under.getFacetsAndChildren();
        while (facetsAndChildren.hasNext()) {
            UIComponent found = find(facetsAndChildren.next(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static void add(@Nullable String client, FacesMessage.Severity severity, String text) {
        FacesContext context = FacesContext.getCurrentInstance();
        boolean isTold = context.getMessageList(client).stream().anyMatch(told -> text.equals(told.getSummary()));
        if (!isTold) {
            context.addMessage(client, new FacesMessage(severity, text, null));
        }
    }
}

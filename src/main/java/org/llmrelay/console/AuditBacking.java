package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AuditBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.audit.AuditLog;

/** What was changed, by whom: a page of it. */
@Named
@RequestScoped
public class AuditBacking {
    private static final int PAGE = 50;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    private @Nullable String user;
    private @Nullable String kind;
    private @Nullable String subject;
    private @Nullable String cursor;
    private @Nullable Map<String, Object> page;

    /** An {@code Audit} of the API. */
    public Map<String, Object> getPage() {
        if (page == null) {
            AuditLog.Filter filter = new AuditLog.Filter(given(user), given(kind), given(subject));
            page = acts.look(() -> Shapes.of(AuditBody.of(desks.house().audit().latest(given(cursor), filter, PAGE))))
                    .orElse(Map.of());
        }
        return page;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public @Nullable String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public void setSubject(@Nullable String subject) {
        this.subject = subject;
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor;
    }
}

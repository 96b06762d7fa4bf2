package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.audit.AuditLog;

/** What is left to do until the first call arrives. */
@Named
@RequestScoped
public class FirstStepsBacking {
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final RangeQuery MONTH = new RangeQuery("30d", null, null);

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Visitor visitor;

    private @Nullable Boolean hasCalls;

    /** Whether the page leads through the first steps. */
    public boolean isShown() {
        return visitor.isOperator() && !isHasCalls();
    }

    public boolean isHasCalls() {
        if (hasCalls == null) {
            hasCalls = acts.look(() ->
                            Shapes.number(Shapes.of(desks.books().usage().series(WHOLE, MONTH, null)), "total", "calls")
                                            .longValue()
                                    > 0)
                    .orElse(true);
        }
        return hasCalls;
    }

    public boolean isHasAccounts() {
        return acts.look(() -> !desks.accounts().all().isEmpty()).orElse(true);
    }

    public boolean isHasKeys() {
        return acts.look(() -> desks.keys().count() > 0).orElse(true);
    }

    /** Whether they have given themselves a password of their own here. */
    public boolean isHasOwnPassword() {
        AuditLog.Filter own = new AuditLog.Filter(visitor.getName(), null, visitor.getName());
        return acts.look(() -> desks.house().audit().latest(null, own, 1).entries().stream()
                        .anyMatch(entry -> entry.act().endsWith(".password")))
                .orElse(true);
    }
}

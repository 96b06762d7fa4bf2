package org.llmrelay.admin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Subject;

/** For whom usage is asked for: one key, account, model, dialect or client; everything where nothing is said. */
public record SubjectQuery(
        @Nullable String key,
        @Nullable String account,
        @Nullable String model,
        @Nullable String dialect,
        @Nullable String client) {
    /** @throws ProblemException when more than one is given */
    Subject read() {
        List<Subject> given = new ArrayList<>();
        add(given, Dimension.KEY, key);
        add(given, Dimension.ACCOUNT, account);
        add(given, Dimension.MODEL, model);
        add(given, Dimension.DIALECT, dialect);
        add(given, Dimension.CLIENT, client);
        if (given.size() > 1) {
            String second = given.get(1).dimension().code();
            throw new ProblemException(
                    Problem.invalid(List.of(new Mistake(second, "must be the only one of its kind"))));
        }
        return given.isEmpty() ? Subject.WHOLE : given.get(0);
    }

    private static void add(List<Subject> given, Dimension dimension, @Nullable String id) {
        if (id != null) {
            given.add(new Subject(dimension, id));
        }
    }
}

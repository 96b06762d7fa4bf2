package org.llmrelay.admin;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;

/** How a file is to be brought in, as a query says it; null where it says nothing. */
public record ImportQuery(
        @Nullable String dryRun,
        @Nullable String existing,
        @Nullable String timeZone,
        @Nullable String termsAccepted) {
    /** By whose clock the other relay goes unless it is told otherwise. */
    static final String USUAL_ZONE = "+08:00";

    /** What becomes of records that are here: whether they are replaced. */
    static final Map<String, Boolean> EXISTING = Map.of("keep", false, "replace", true);

    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);

    boolean isDryRun() {
        return read("dry_run", dryRun, "false", YES_OR_NO);
    }

    boolean replaces() {
        return read("existing", existing, "keep", EXISTING);
    }

    boolean acceptsTerms() {
        return read("terms_accepted", termsAccepted, "false", YES_OR_NO);
    }

    ZoneId zoneOfTheOther() {
        String text = Objects.requireNonNullElse(timeZone, USUAL_ZONE);
        if (!isZone(text)) {
            throw invalid("time_zone", "must be a time zone such as +08:00 or Europe/Berlin");
        }
        return ZoneId.of(text);
    }

    static boolean isZone(String text) {
        try {
            return !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean read(String name, @Nullable String text, String missing, Map<String, Boolean> words) {
        Boolean meant = words.get(text == null ? missing : text);
        if (meant == null) {
            throw invalid(name, "must be one of " + String.join(", ", words.keySet()));
        }
        return meant;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new Mistake(field, detail))));
    }
}

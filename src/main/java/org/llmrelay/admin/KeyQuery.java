package org.llmrelay.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.key.KeyLabel;

/**
 * Which keys are asked for, and in which order; null where nothing is said.
 *
 * @param search a part of their name, owner or hint, in upper or lower case
 * @param name a part of their name, in upper or lower case
 * @param enabled {@code true} or {@code false}
 * @param sort a word of {@link #ORDERS}; the greatest first with a hyphen before it
 */
public record KeyQuery(
        @Nullable String search,
        @Nullable String name,
        @Nullable String tag,
        @Nullable String enabled,
        @Nullable String state,
        @Nullable String service,
        @Nullable String sort) {
    public static final KeyQuery ALL = new KeyQuery(null, null, null, null, null, null, null);

    static final List<String> ORDERS = List.of("name", "owner", "created", "last_used", "cost_today", "cost_30d");

    private static final Set<String> FLAGS = Set.of("true", "false");

    public KeyQuery withState(@Nullable String other) {
        return new KeyQuery(search, name, tag, enabled, other, service, sort);
    }

    /** @throws ProblemException with all mistakes */
    void check() {
        List<Mistake> mistakes = new ArrayList<>();
        check("enabled", enabled, FLAGS, mistakes);
        check("state", state, KeyState.BY_CODE.keySet(), mistakes);
        check("service", service, RightsForm.SERVICES.keySet(), mistakes);
        if (!ORDERS.contains(order())) {
            mistakes.add(new Mistake("sort", "must be one of " + String.join(", ", ORDERS) + ", with - for downwards"));
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
    }

    private static void check(String field, @Nullable String word, Set<String> words, List<Mistake> mistakes) {
        if (word != null && !words.contains(word)) {
            String all = FLAGS.equals(words) ? "true or false" : "one of " + String.join(", ", words);
            mistakes.add(new Mistake(field, "must be " + all));
        }
    }

    String order() {
        return sort == null ? "created" : sort.startsWith("-") ? sort.substring(1) : sort;
    }

    boolean isDownwards() {
        return sort == null || sort.startsWith("-");
    }

    boolean isOfDeleted() {
        return KeyState.DELETED.code().equals(state);
    }

    /** Whether a key fits all that is asked for but its state. */
    boolean fits(KeyLabel key) {
        return holds(name, key.name())
                && (holds(search, key.name()) || holds(search, key.owner()) || holds(search, key.hint()))
                && (tag == null || key.tags().contains(tag))
                && (enabled == null || enabled.equals(Boolean.toString(key.enabled())))
                && (service == null || key.mayUse(service));
    }

    boolean fits(KeyState itsState) {
        return state == null || state.equals(itsState.code());
    }

    private static boolean holds(@Nullable String part, String text) {
        return part == null || lower(text).contains(lower(part.strip()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

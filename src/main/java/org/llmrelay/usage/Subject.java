package org.llmrelay.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What usage is counted for, such as one key. */
public record Subject(Dimension dimension, String id) {
    public static final Subject WHOLE = new Subject(Dimension.WHOLE, "");

    /** Under this id stands, in tables that are full, what came after; such as model names that somebody makes up. */
    public static final String OTHERS = "*";

    private static final Pattern PROGRAM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    public static Subject key(String id) {
        return new Subject(Dimension.KEY, id);
    }

    /** All for whom a call counts. */
    static List<Subject> of(LedgerEntry entry) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(WHOLE);
        subjects.add(key(entry.key()));
        subjects.add(new Subject(Dimension.MODEL, entry.model()));
        subjects.add(new Subject(Dimension.DIALECT, entry.dialect()));
        subjects.add(new Subject(Dimension.CLIENT, program(entry.client())));
        String account = entry.account();
        if (account != null) {
            subjects.add(new Subject(Dimension.ACCOUNT, account));
        }
        return subjects;
    }

    /** The program's name at the start of a User-Agent, without version and the rest. */
    static String program(@Nullable String userAgent) {
        Matcher name = PROGRAM.matcher(userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT));
        return name.lookingAt() ? name.group() : "unknown";
    }
}

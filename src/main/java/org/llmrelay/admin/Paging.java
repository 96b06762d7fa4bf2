package org.llmrelay.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;

/** Which part of a list is asked for. {@code offset} is zero-based. */
public record Paging(int offset, int limit) {
    private static final int LIMIT = 50;
    private static final int MOST = 200;
    private static final int LAST = 1_000_000_000;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}|1000000000");

    /** Reads the query's values, null where they are left out. @throws ProblemException with all mistakes */
    public static Paging of(@Nullable String offset, @Nullable String limit) {
        List<Mistake> mistakes = new ArrayList<>();
        Paging paging = new Paging(
                offset == null ? 0 : whole(new Query("offset", offset, 0, LAST), mistakes),
                limit == null ? LIMIT : whole(new Query("limit", limit, 1, MOST), mistakes));
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
        return paging;
    }

    /** The part of a list that is all here. */
    public <T> List<T> partOf(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(from + limit, all.size()));
    }

    /** Reads one value of a query, null where it is left out; from one to {@code most}. @throws ProblemException when it is wrong */
    public static int whole(String name, @Nullable String text, int missing, int most) {
        List<Mistake> mistakes = new ArrayList<>();
        int number = text == null ? missing : whole(new Query(name, text, 1, most), mistakes);
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
        return number;
    }

    private record Query(String name, String text, int least, int most) {}

    private static int whole(Query query, List<Mistake> mistakes) {
        int number = WHOLE.matcher(query.text()).matches() ? Integer.parseInt(query.text()) : -1;
        if (number < query.least() || number > query.most()) {
            String expected = "must be a whole number from " + query.least() + " to " + query.most();
            mistakes.add(new Mistake(query.name(), expected));
        }
        return number;
    }
}

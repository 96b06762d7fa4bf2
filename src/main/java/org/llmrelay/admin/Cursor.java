package org.llmrelay.admin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.usage.Arrival;
import org.llmrelay.usage.Place;

/** Where a list goes on, as a text that callers hand back as it is. */
final class Cursor {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\|(.{1,100})\\|([0-9]{1,15}-[0-9]{1,15})");
    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,15}-[0-9]{1,15}");

    private Cursor() {}

    public static String write(Arrival arrival) {
        Place place = arrival.place();
        String text = arrival.at().toEpochMilli() + "|" + place.key() + "|" + place.entry();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException when it is none of ours */
    public static Optional<Arrival> read(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(decoded(cursor));
        if (!form.matches()) {
            throw new ProblemException(
                    Problem.invalid(List.of(new Mistake("cursor", "must be as an earlier answer gave it"))));
        }
        Instant at = Instant.ofEpochMilli(Long.parseLong(form.group(1)));
        return Optional.of(new Arrival(at, new Place(form.group(2), form.group(3))));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether a text can name an entry at all. */
    public static boolean isEntry(String text) {
        return ENTRY.matcher(text).matches();
    }
}

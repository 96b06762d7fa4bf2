package org.llmrelay.console;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the names of the sentences that desks say of mistakes, so that they can be said in another language. */
final class Mistakes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** What stands behind these is a name or a list. */
    private static final Pattern TAIL = Pattern.compile("(.*?(?:: | the name | the id ))(.*)", Pattern.DOTALL);

    private Mistakes() {}

    /**
     * A sentence without what changes in it.
     *
     * @param name its words with hyphens, each number as {@code n}
     * @param parts the numbers, then what is named at the end
     */
    record Read(String name, List<String> parts) {}

    static Read read(String sentence) {
        Matcher tail = TAIL.matcher(sentence);
        boolean names = tail.matches();
        String head = names ? tail.group(1) : sentence;
        Stream<String> numbers = NUMBER.matcher(head).results().map(found -> found.group());
        Stream<String> named = names ? Stream.of(tail.group(2)) : Stream.empty();
        String name = NUMBER.matcher(head)
                .replaceAll("n")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return new Read(name, Stream.concat(numbers, named).toList());
    }
}

package org.llmrelay.admin;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of comma-separated values (RFC 4180). */
final class Csv {
    private Csv() {}

    static String line(Stream<String> cells) {
        return cells.map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Callers choose models and user agents: a spreadsheet would take a text that begins like a formula for one. */
    static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n' || c == ';');
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}

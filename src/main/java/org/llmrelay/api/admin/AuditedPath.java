package org.llmrelay.api.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request does, by its path.
 *
 * @param kind what it is about, such as {@code keys}
 * @param id of the one that it is about, or empty
 * @param act such as {@code keys.renew}
 */
record AuditedPath(String kind, String id, String act) {
    /** Those of this relay's, and those that were brought in from another. */
    private static final Pattern ID =
            Pattern.compile("[a-z]+_[0-9a-z]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Map<String, String> WORDS =
            Map.of("POST", "create", "PUT", "set", "PATCH", "change", "DELETE", "delete");
    /** They ask and change nothing. */
    private static final Set<String> QUESTIONS = Set.of("test", "explain");

    static AuditedPath of(String method, String path) {
        String below = path.startsWith("/") ? path.substring(1) : path;
        String root = AdminPath.ROOT + "/";
        List<String> parts =
                Arrays.asList((below.startsWith(root) ? below.substring(root.length()) : below).split("/", -1));
        String kind = parts.get(0);
        String id = "";
        List<String> words = new ArrayList<>(List.of(kind));
        for (int i = 1; i < parts.size(); i++) {
            boolean isName =
                    (i == 1 && kind.equals("users")) || parts.get(i - 1).equals("overrides");
            if (isName || ID.matcher(parts.get(i)).matches()) {
                id = parts.get(i);
            } else {
                words.add(parts.get(i));
            }
        }
        if (words.size() == 1 || !method.equals("POST")) {
            words.add(WORDS.getOrDefault(method, method));
        }
        return new AuditedPath(kind, id, String.join(".", words));
    }

    boolean isChange() {
        return QUESTIONS.stream().noneMatch(question -> act.endsWith("." + question));
    }
}

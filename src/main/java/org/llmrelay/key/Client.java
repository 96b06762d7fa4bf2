package org.llmrelay.key;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that is told by its user agent and by the paths it asks for. Only the program's name counts: versions, ways of starting it and
 * what stands in parentheses change with every release.
 */
public enum Client {
    CLAUDE_CODE("claude-cli/", "/v1/(messages|models)"),
    // The name changes with the surface: codex_cli_rs, codex_vscode, codex_exec, codex-tui.
    CODEX("codex([_-][a-z0-9_-]+)?/", "(/v1)?/(responses|models)"),
    GEMINI_CLI("geminicli(-[a-z0-9-]+)?/", "/v1beta/|/v1/models/|/v1internal"),
    DROID("factory-cli/", "/v1/(messages|responses|chat/completions|models)");

    private final Pattern name;
    private final Pattern paths;

    /** Both patterns are for the beginnings of texts. */
    Client(String name, String paths) {
        this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        this.paths = Pattern.compile(paths);
    }

    public static Optional<Client> named(String code) {
        return List.of(values()).stream()
                .filter(client -> client.code().equals(code))
                .findFirst();
    }

    /** The name in records and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a request may be one of this program's. {@code path}: the path at the provider. */
    public boolean asks(@Nullable String userAgent, String path) {
        return userAgent != null
                && name.matcher(userAgent).lookingAt()
                && paths.matcher(path).lookingAt();
    }
}

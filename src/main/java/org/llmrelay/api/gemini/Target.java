package org.llmrelay.api.gemini;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.call.Operation;
import org.llmrelay.wire.gemini.CodeAssistDialect;
import org.llmrelay.wire.gemini.GeminiPath;

/** What lives at a path. */
sealed interface Target {
    /** What all paths here begin with. */
    String ROOT = "/gemini";
    /** The same, before accounts that speak otherwise. */
    String TRANSLATED = ROOT + "/openai";

    Map<String, Operation> METHODS = Map.of(
            "generateContent",
            Operation.GENERATE,
            "streamGenerateContent",
            Operation.GENERATE,
            "embedContent",
            Operation.GENERATE,
            "batchEmbedContents",
            Operation.GENERATE,
            "countTokens",
            Operation.COUNT_TOKENS);

    Map<String, Operation> ENVELOPED = Map.of(
            "generateContent",
            Operation.GENERATE,
            "streamGenerateContent",
            Operation.GENERATE,
            "countTokens",
            Operation.COUNT_TOKENS);

    Pattern MODELS = Pattern.compile("(?:/v1beta|/v1)?/models(?:/([^/]+))?");

    /** A version, or a slash, before another: clients add theirs to a base URL that may end with one already. */
    Pattern TWICE = Pattern.compile("^(?:/(?=/)|/(?:v1beta|v1)(?=/(?:v1beta|v1)/))+");

    /** A call; {@code path}: the path at the provider. */
    record Calling(boolean enveloped, Operation operation, String path) implements Target {}

    /** The list of models, or one of them; {@code model}: its name, or empty for all. */
    record Showing(String model) implements Target {}

    /** The target of a request, by its path as it was written; nothing where nothing lives there. */
    static Optional<Target> of(HttpServletRequest request, String prefix) {
        String root = request.getContextPath() + prefix;
        String uri = request.getRequestURI();
        return uri.startsWith(root)
                ? at(TWICE.matcher(withoutSlash(uri.substring(root.length()))).replaceFirst(""))
                : Optional.empty();
    }

    private static Optional<Target> at(String path) {
        if (path.startsWith(CodeAssistDialect.PREFIX)) {
            return Optional.ofNullable(ENVELOPED.get(path.substring(CodeAssistDialect.PREFIX.length())))
                    .map(operation -> new Calling(true, operation, path));
        }
        Optional<Target> call = GeminiPath.of(path).flatMap(Target::call);
        return call.isPresent() ? call : models(path);
    }

    private static Optional<Target> call(GeminiPath path) {
        return Optional.ofNullable(METHODS.get(path.method()))
                .map(operation -> new Calling(false, operation, path.text()));
    }

    private static Optional<Target> models(String path) {
        Matcher models = MODELS.matcher(path);
        if (!models.matches()) {
            return Optional.empty();
        }
        String model = models.group(1);
        return model == null ? Optional.of(new Showing("")) : one(model);
    }

    private static Optional<Target> one(String raw) {
        try {
            String model = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            // What names a method is no model.
            return model.indexOf(':') < 0 ? Optional.of(new Showing(model)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}

package org.llmrelay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.PrivateFile;
import org.llmrelay.secret.Secret;

/**
 * The file that keeps the server's secrets when nobody gives them: lines of {@code NAME=value}, quotes allowed. What is
 * missing is made up once and written there. Confined to one thread.
 */
final class SecretsFile {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Z_]+)\\s*=\\s*([\"']?)(.*)\\2\\s*");
    private static final int RANDOM_BYTES = 32;

    private final Path path;
    private final List<String> lines = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();

    /** What the settings say themselves. */
    record Given(
            @Nullable Secret encryption,
            List<Secret> formerEncryption,
            @Nullable Secret jwt) {}

    SecretsFile(Path path) {
        this.path = path;
    }

    /** What was given, completed from the file. @throws WrongSettingsException when the file is of no use */
    ServerSecrets complete(Given given) {
        Secret encryption = given.encryption();
        Secret jwt = given.jwt();
        if (encryption != null && jwt != null) {
            return new ServerSecrets(encryption, given.formerEncryption(), jwt);
        }
        try {
            return completed(encryption, given.formerEncryption(), jwt);
        } catch (IOException e) {
            throw new WrongSettingsException(List.of(path + ": " + e.getClass().getSimpleName()
                    + " (expected: a file that this server can read and write)"));
        }
    }

    private ServerSecrets completed(@Nullable Secret encryption, List<Secret> former, @Nullable Secret jwt)
            throws IOException {
        if (Files.exists(path)) {
            lines.addAll(Files.readAllLines(path));
        }
        int before = lines.size();
        Secret sealing = encryption == null ? kept("ENCRYPTION_KEY") : encryption;
        Secret signing = jwt == null ? kept("JWT_SECRET") : jwt;
        if (lines.size() > before) {
            PrivateFile.draft(path, String.join("\n", lines) + "\n").publish();
        }
        return new ServerSecrets(sealing, former, signing);
    }

    private Secret kept(String name) {
        Secret secret = find(name).orElseGet(() -> make(name));
        if (ServerSecrets.isShort(secret)) {
            throw new WrongSettingsException(List.of(path + ": " + name + ": "
                    + secret.reveal().length() + " characters (expected: at least 32 characters)"));
        }
        return secret;
    }

    private Optional<Secret> find(String name) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(name) && !line.group(3).isBlank())
                .map(line -> Secret.of(line.group(3)))
                .findFirst();
    }

    private Secret make(String name) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
        lines.add(name + "=" + text);
        return Secret.of(text);
    }
}

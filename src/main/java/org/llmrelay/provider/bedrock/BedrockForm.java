package org.llmrelay.provider.bedrock;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;

/** What an operator fills in for a Bedrock account, and what can be wrong with it. Thread-safe. */
final class BedrockForm {
    private static final String REGION_FIELD = "region";
    private static final String ACCESS_KEY = "access_key_id";
    private static final String SECRET_KEY = "secret_access_key";
    private static final String SESSION = "session_token";
    private static final String BEARER = "bearer_key";
    private static final String BASE_URL = "base_url";
    private static final String PROFILE = "inference_profile";
    private static final String BETAS = "betas";

    private static final String BY_REGION = "region";
    private static final String NO_PROFILE = "none";
    private static final String ALL_BETAS = "*";
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    /** Those that AWS documents for Bedrock; it refuses requests with others. */
    private static final String KNOWN_BETAS = "interleaved-thinking-2025-05-14, context-1m-2025-08-07,"
            + " context-management-2025-06-27, effort-2025-11-24, tool-search-tool-2025-10-19,"
            + " tool-examples-2025-10-29, token-efficient-tools-2025-02-19, output-128k-2025-02-19,"
            + " dev-full-thinking-2025-05-14, computer-use-2025-01-24";

    static final List<AccountField> FIELDS = List.of(
            new AccountField(REGION_FIELD, "Region", Input.TEXT, true, null, "Such as us-east-1"),
            new AccountField(
                    ACCESS_KEY, "Access key id", Input.SECRET, false, null, "With its secret; or a bearer key"),
            new AccountField(SECRET_KEY, "Secret access key", Input.SECRET, false, null, "Belongs to the access key"),
            new AccountField(SESSION, "Session token", Input.SECRET, false, null, "Only for temporary access keys"),
            new AccountField(
                    BEARER, "Bearer key", Input.SECRET, false, null, "A Bedrock API key, in place of an access key"),
            new AccountField(
                    PROFILE,
                    "Inference profile",
                    Input.choice(
                            List.of(BY_REGION, "global", "us", "eu", "apac", "jp", "au", "ca", "us-gov", NO_PROFILE)),
                    false,
                    BY_REGION,
                    "What is set before the ids of models that the model map does not name; region stands for the"
                            + " region's own"),
            new AccountField(
                    BETAS,
                    "Betas",
                    Input.TEXT,
                    false,
                    KNOWN_BETAS,
                    "The betas that are sent on, because Bedrock refuses requests with others; * for all"),
            new AccountField(
                    BASE_URL,
                    "Endpoint",
                    Input.URL,
                    false,
                    null,
                    "Only where it is not the region's own, such as a VPC endpoint"));

    private BedrockForm() {}

    static List<String> mistakesIn(Connection connection) {
        FieldCheck check = FieldCheck.of(FIELDS, connection)
                .that(REGION_FIELD, REGION.asMatchPredicate(), "must be a region such as us-east-1");
        boolean access = connection.secret(ACCESS_KEY).isPresent();
        boolean secret = connection.secret(SECRET_KEY).isPresent();
        boolean bearer = connection.secret(BEARER).isPresent();
        if (!access && !bearer) {
            check.add(ACCESS_KEY, "is required, unless there is a bearer key");
        }
        if (access && !secret) {
            check.add(SECRET_KEY, "is required for an access key");
        }
        if (bearer && (access || secret || connection.secret(SESSION).isPresent())) {
            check.add(BEARER, "takes the place of an access key: fill in one of them");
        }
        return check.mistakes();
    }

    static String region(Connection connection) {
        return text(connection, REGION_FIELD)
                .orElseThrow(() -> new IllegalArgumentException("region: missing (expected: one such as us-east-1)"));
    }

    static Optional<Secret> bearer(Connection connection) {
        return connection.secret(BEARER);
    }

    static Signature.AccessKey accessKey(Connection connection) {
        return new Signature.AccessKey(
                secret(connection, ACCESS_KEY).reveal(),
                secret(connection, SECRET_KEY),
                connection.secret(SESSION).filter(token -> !token.isBlank()).orElse(null));
    }

    private static Secret secret(Connection connection, String name) {
        return connection
                .secret(name)
                .orElseThrow(() -> new IllegalArgumentException(name + ": missing (expected: an access key's part)"));
    }

    /** Where models are called. */
    static BaseUrl runtime(Connection connection) {
        return url(connection, "bedrock-runtime");
    }

    /** Where models are listed. */
    static BaseUrl control(Connection connection) {
        return url(connection, "bedrock");
    }

    private static BaseUrl url(Connection connection, String service) {
        String own = "https://" + service + "." + region(connection) + ".amazonaws.com";
        return BaseUrl.of(text(connection, BASE_URL).orElse(own), List.of());
    }

    /** What is set before the ids of models; may be empty. */
    static String profile(Connection connection) {
        String chosen = text(connection, PROFILE).orElse(BY_REGION);
        if (!chosen.equals(BY_REGION)) {
            return chosen.equals(NO_PROFILE) ? "" : chosen;
        }
        String region = region(connection);
        if (region.startsWith("us-gov-")) {
            return "us-gov";
        }
        return switch (region.substring(0, 2)) {
            case "us" -> "us";
            case "eu" -> "eu";
            case "ap" -> "apac";
            case "ca" -> "ca";
            default -> "";
        };
    }

    /** Whether a beta is sent on. */
    static boolean passes(String beta, Connection connection) {
        String betas = text(connection, BETAS).orElse(KNOWN_BETAS);
        return betas.equals(ALL_BETAS)
                || Arrays.stream(betas.split(",", -1))
                        .anyMatch(known -> known.strip().equals(beta));
    }

    private static Optional<String> text(Connection connection, String field) {
        return connection.field(field).map(String::strip).filter(text -> !text.isEmpty());
    }
}

package org.llmrelay.provider.vertex;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;

/** What an operator fills in for a Vertex account, and what can be wrong with it. Thread-safe. */
final class VertexForm {
    private static final String PROJECT_FIELD = "project";
    private static final String LOCATION_FIELD = "location";
    private static final String SERVICE_ACCOUNT = "service_account";
    private static final String BASE_URL = "base_url";
    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern LOCATION = Pattern.compile("global|us|eu|[a-z]+-[a-z]+\\d{1,2}");

    static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    PROJECT_FIELD, "Project", Input.TEXT, true, null, "The id of the project, not its name or number"),
            new AccountField(
                    LOCATION_FIELD, "Location", Input.TEXT, true, null, "Such as us-east5, europe-west1 or global"),
            new AccountField(
                    SERVICE_ACCOUNT,
                    "Service account",
                    Input.SECRET_JSON,
                    true,
                    null,
                    "The JSON file with the service account's key"),
            new AccountField(
                    BASE_URL,
                    "Endpoint",
                    Input.URL,
                    false,
                    null,
                    "Only where it is not the location's own, such as a private endpoint"));

    private VertexForm() {}

    static List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .that(PROJECT_FIELD, PROJECT.asMatchPredicate(), "must be a project id: 6 to 30 of a-z, 0-9 and -")
                .that(LOCATION_FIELD, LOCATION.asMatchPredicate(), "must be a location such as us-east5 or global")
                .thatSecret(
                        SERVICE_ACCOUNT,
                        text -> ServiceAccount.in(text).isPresent(),
                        "must be the JSON of a service account, with client_email, private_key and token_uri")
                .mistakes();
    }

    static Optional<ServiceAccount> serviceAccount(Connection connection) {
        return connection.secret(SERVICE_ACCOUNT).flatMap(ServiceAccount::in);
    }

    static Secret token(Connection connection) {
        return connection
                .secret(Connection.ACCESS_TOKEN)
                .orElseThrow(() -> new IllegalArgumentException("access token: missing (expected: a minted one)"));
    }

    static BaseUrl url(Connection connection) {
        return BaseUrl.of(text(connection, BASE_URL).orElseGet(() -> host(location(connection))), List.of());
    }

    private static String host(String location) {
        return switch (location) {
            case "global" -> "https://aiplatform.googleapis.com";
            // Several regions of one continent.
            case "us", "eu" -> "https://aiplatform." + location + ".rep.googleapis.com";
            default -> "https://" + location + "-aiplatform.googleapis.com";
        };
    }

    /** Where the models of a publisher live, such as {@code anthropic}. */
    static String models(Connection connection, String publisher) {
        return "/v1/projects/" + text(connection, PROJECT_FIELD).orElse("") + "/locations/" + location(connection)
                + "/publishers/" + publisher + "/models/";
    }

    private static String location(Connection connection) {
        return text(connection, LOCATION_FIELD).orElse("");
    }

    private static Optional<String> text(Connection connection, String field) {
        return connection.field(field).map(String::strip).filter(text -> !text.isEmpty());
    }
}

package org.llmrelay.provider.vertex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;

/** Vertex AI accounts: a service account, a project and a location. Thread-safe. */
public final class VertexKind implements Kind {
    private static final String SERVICE_ACCOUNT = "service_account";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern LOCATION = Pattern.compile("global|us|eu|[a-z]+-[a-z]+\\d{1,2}");
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "project", "Project", Input.TEXT, true, null, "The id of the project, not its name or number"),
            new AccountField(
                    "location", "Location", Input.TEXT, true, null, "Such as us-east5, europe-west1 or global"),
            new AccountField(
                    SERVICE_ACCOUNT,
                    "Service account",
                    Input.SECRET_JSON,
                    true,
                    null,
                    "The JSON file with the service account's key"));

    @Override
    public String kind() {
        return "vertex";
    }

    @Override
    public String label() {
        return "Google Vertex AI";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .that("project", PROJECT.asMatchPredicate(), "must be a project id: 6 to 30 of a-z, 0-9 and -")
                .that("location", LOCATION.asMatchPredicate(), "must be a location such as us-east5 or global")
                .thatSecret(
                        SERVICE_ACCOUNT,
                        VertexKind::isServiceAccount,
                        "must be the JSON of a service account, with client_email, private_key and token_uri")
                .mistakes();
    }

    private static boolean isServiceAccount(Secret text) {
        try {
            JsonNode file = MAPPER.readTree(text.reveal());
            return file.path("type").asText().equals("service_account")
                    && Stream.of("client_email", "private_key", "token_uri")
                            .noneMatch(name -> file.path(name).asText("").isBlank());
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

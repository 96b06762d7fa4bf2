package org.llmrelay.provider.bedrock;

import java.util.List;
import java.util.regex.Pattern;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;

/** Bedrock accounts: a region, and an access key with its secret or a bearer key. Thread-safe. */
public final class BedrockKind implements Kind {
    private static final String ACCESS_KEY = "access_key_id";
    private static final String SECRET_KEY = "secret_access_key";
    private static final String SESSION = "session_token";
    private static final String BEARER = "bearer_key";
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final List<AccountField> FIELDS = List.of(
            new AccountField("region", "Region", Input.TEXT, true, null, "Such as us-east-1"),
            new AccountField(
                    ACCESS_KEY, "Access key id", Input.SECRET, false, null, "With its secret; or a bearer key"),
            new AccountField(SECRET_KEY, "Secret access key", Input.SECRET, false, null, "Belongs to the access key"),
            new AccountField(SESSION, "Session token", Input.SECRET, false, null, "Only for temporary access keys"),
            new AccountField(
                    BEARER, "Bearer key", Input.SECRET, false, null, "A Bedrock API key, in place of an access key"),
            new AccountField(
                    "base_url",
                    "Endpoint",
                    Input.URL,
                    false,
                    null,
                    "Only where it is not the region's own, such as a VPC endpoint"));

    @Override
    public String kind() {
        return "bedrock";
    }

    @Override
    public String label() {
        return "Amazon Bedrock";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        FieldCheck check = FieldCheck.of(FIELDS, connection)
                .that("region", REGION.asMatchPredicate(), "must be a region such as us-east-1");
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
}

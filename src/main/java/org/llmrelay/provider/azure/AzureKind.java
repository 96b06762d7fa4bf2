package org.llmrelay.provider.azure;

import java.util.List;
import java.util.regex.Pattern;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;

/** Azure OpenAI accounts: one deployment of one resource. Thread-safe. */
public final class AzureKind implements Kind {
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("v1|preview|\\d{4}-\\d{2}-\\d{2}(-preview)?");
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "base_url",
                    "Endpoint",
                    Input.URL,
                    true,
                    null,
                    "Such as https://name.openai.azure.com, without a path"),
            new AccountField("deployment", "Deployment", Input.TEXT, true, null, "The name of the deployment"),
            new AccountField(
                    "api_version", "API version", Input.TEXT, false, "2025-04-01-preview", "As Azure names it"),
            new AccountField("api_key", "API key", Input.SECRET, true, null, "A key of the resource"));

    @Override
    public String kind() {
        return "azure-openai";
    }

    @Override
    public String label() {
        return "Azure OpenAI";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .that("deployment", DEPLOYMENT.asMatchPredicate(), "must be 1 to 64 letters, digits and . _ -")
                .that("api_version", VERSION.asMatchPredicate(), "must be a version such as 2025-04-01-preview or v1")
                .mistakes();
    }
}

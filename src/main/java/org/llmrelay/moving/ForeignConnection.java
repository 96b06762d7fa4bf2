package org.llmrelay.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Pass;
import org.llmrelay.secret.Secret;

/** What one account of another relay is here, and what it calls with. Confined to one import. */
final class ForeignConnection {
    private final ForeignRecord record;
    private final Sort sort;
    private final OtherSeals seals;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> facts = new HashMap<>();

    ForeignConnection(ForeignRecord record, Sort sort, OtherSeals seals) {
        this.record = record;
        this.sort = sort;
        this.seals = seals;
    }

    /** The kind of account, what is filled in, and the tokens of a kind that signs in. */
    record Draft(
            String kind,
            Map<String, String> fields,
            Map<String, Secret> secrets,
            @Nullable Pass pass) {}

    /** @throws Obstacle when it cannot be brought in */
    Draft read() {
        return switch (sort) {
            case OFFICIAL -> signedIn("claude-oauth", "claudeAiOauth");
            case CONSOLE, CCR -> key("anthropic", "apiUrl");
            case RESPONSES -> key("openai", "baseApi");
            case GEMINI_KEY -> key("gemini", "baseUrl");
            case AZURE -> azure();
            case BEDROCK -> bedrock();
            case CODEX -> codex();
            case GEMINI -> gemini();
            case DROID -> droid();
        };
    }

    private Draft key(String kind, String urlField) {
        field("base_url", urlField, "baseUrl");
        secret("api_key", "apiKey");
        return draft(kind, null);
    }

    private Draft azure() {
        field("base_url", "azureEndpoint", "baseUrl");
        field("deployment", "deploymentName");
        field("api_version", "apiVersion");
        secret("api_key", "apiKey");
        return draft("azure-openai", null);
    }

    private Draft bedrock() {
        field("region", "region");
        JsonNode aws = ForeignRecord.parsed("awsCredentials", seals.open(record, "awsCredentials", sort));
        secretText("access_key_id", aws.path("accessKeyId").asText(""));
        secretText("secret_access_key", aws.path("secretAccessKey").asText(""));
        secretText("session_token", aws.path("sessionToken").asText(""));
        if (aws.isMissingNode()) {
            secret("bearer_key", "bearerToken");
        }
        if (secrets.isEmpty()) {
            throw new Obstacle(Remark.NO_CREDENTIAL.of());
        }
        return draft("bedrock", null);
    }

    private Draft codex() {
        fact("account_id", "accountId", "chatgptAccountId");
        fact("user_id", "chatgptUserId");
        fact("plan", "planType");
        fact("organization_id", "organizationId");
        return signedIn("openai-oauth", "openaiOauth");
    }

    private Draft gemini() {
        String vendor = record.text("oauthProvider");
        if (!vendor.isEmpty() && !vendor.equals("gemini-cli")) {
            throw new Leaving(Remark.SIGN_IN_VENDOR.of(Ids.line(vendor)));
        }
        field("project", "projectId", "tempProjectId");
        return signedIn("gemini-oauth", "geminiOauth");
    }

    private Draft droid() {
        List<String> keys = new ArrayList<>();
        record.json("apiKeys").forEach(node -> {
            ForeignRecord key = new ForeignRecord(node);
            String text = seals.open(key.text("key", "encryptedKey"), sort);
            if (!text.isEmpty() && !keys.contains(text)) {
                keys.add(text);
            }
        });
        if (!keys.isEmpty()) {
            secretText("api_keys", String.join("\n", keys));
            return draft("droid", null);
        }
        fact("organization_id", "organizationId");
        fact("user_id", "userId");
        return signedIn("droid-oauth", "");
    }

    /** Tokens lie in fields of their own, or together in one. */
    private Draft signedIn(String kind, String together) {
        JsonNode all = together.isEmpty()
                ? ForeignRecord.parsed(together, "")
                : ForeignRecord.parsed(together, seals.open(record, together, sort));
        ForeignRecord tokens = new ForeignRecord(all);
        String access = first(seals.open(record, "accessToken", sort), tokens.text("accessToken", "access_token"));
        String refresh = first(seals.open(record, "refreshToken", sort), tokens.text("refreshToken", "refresh_token"));
        if (access.isEmpty() && refresh.isEmpty()) {
            throw new Obstacle(Remark.NO_TOKEN.of());
        }
        Instant end = access.isEmpty() ? Instant.EPOCH : end(tokens).orElse(null);
        fact("email", "ownerEmail");
        String email = seals.open(record, "email", sort);
        if (!email.isEmpty()) {
            facts.put("email", Ids.line(email));
        }
        List<String> scopes = record.texts("scopes").stream()
                .flatMap(scope -> List.of(scope.split("\\s+")).stream())
                .toList();
        Pass pass = new Pass(
                Secret.of(access), refresh.isEmpty() ? null : Secret.of(refresh), end, scopes, Map.copyOf(facts));
        return draft(kind, pass);
    }

    private Optional<Instant> end(ForeignRecord tokens) {
        return record.time("expiresAt").or(() -> tokens.time("expiresAt")).or(() -> tokens.time("expiry_date"));
    }

    private Draft draft(String kind, @Nullable Pass pass) {
        return new Draft(kind, Map.copyOf(fields), Map.copyOf(secrets), pass);
    }

    private void field(String name, String... theirs) {
        String text = record.text(theirs);
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private void fact(String name, String... theirs) {
        String text = seals.open(record.text(theirs), sort);
        if (!text.isEmpty()) {
            facts.put(name, Ids.line(text));
        }
    }

    private void secret(String name, String theirs) {
        secretText(name, seals.open(record, theirs, sort));
    }

    private void secretText(String name, String text) {
        if (!text.isEmpty()) {
            secrets.put(name, Secret.of(text));
        }
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** It has no counterpart here. */
    static final class Leaving extends Obstacle {
        private static final long serialVersionUID = 1L;

        Leaving(Note why) {
            super(why);
        }
    }
}

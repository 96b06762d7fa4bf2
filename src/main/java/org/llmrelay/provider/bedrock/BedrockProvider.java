package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.BodyTurn;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.RetryAfter;
import org.llmrelay.provider.TurnedExchange;
import org.llmrelay.provider.WholeBodyTurn;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/** Claude at Amazon Bedrock: a region, and an access key with its secret or a bearer key. Thread-safe. */
public final class BedrockProvider implements Provider {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    private final InstantSource clock;
    private final BedrockRequests requests;
    private final AnthropicProvider api;

    /** Goes by the system's clock. */
    public BedrockProvider() {
        this(InstantSource.system());
    }

    /** @param clock what requests are dated by, and times in answers compared with */
    public BedrockProvider(InstantSource clock) {
        this.clock = clock;
        this.requests = new BedrockRequests(clock);
        this.api = new AnthropicProvider(clock);
    }

    @Override
    public String kind() {
        return "bedrock";
    }

    @Override
    public String label() {
        return "Amazon Bedrock";
    }

    @Override
    public Set<String> dialects() {
        return api.dialects();
    }

    @Override
    public List<AccountField> fields() {
        return BedrockForm.FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return BedrockForm.mistakesIn(connection);
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        return requests.call(call, account, timeouts);
    }

    @Override
    public Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        return model == null
                ? prepareModelListing(account, timeouts)
                : Optional.of(requests.check(account, model, timeouts));
    }

    @Override
    public Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.of(requests.listing(account, timeouts));
    }

    /** Callers see Anthropic's names. Several ids may have one name; a listing tells no times. */
    @Override
    public List<ModelEntry> readModelListing(Body listing) {
        List<ModelEntry> models = new ArrayList<>();
        for (JsonNode model : tree(listing).path("modelSummaries")) {
            String name = ModelIds.name(model.path("modelId").asText(""));
            if (name.startsWith("claude-")
                    && models.stream().noneMatch(known -> known.id().equals(name))) {
                models.add(new ModelEntry(name, model.path("modelName").asText(name), Instant.EPOCH));
            }
        }
        return models;
    }

    private static JsonNode tree(Body body) {
        try {
            return JSON.readTree(body.array());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public UpstreamExchange unwrapped(Call call, UpstreamExchange answer) {
        Headers told = answer.headers();
        Headers named = told.first("x-amzn-requestid")
                .map(id -> told.with("request-id", id))
                .orElse(told);
        boolean isStream = told.first("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM))
                .isPresent();
        if (answer.status() < 300 && isStream) {
            return turned(answer, named.with("content-type", "text/event-stream; charset=utf-8"), new StreamTurn());
        }
        if (answer.status() < 300 && call.operation() == Operation.COUNT_TOKENS) {
            return turned(answer, named, new WholeBodyTurn(BedrockProvider::count));
        }
        return answer.status() < 400
                ? new TurnedExchange(answer, named, BodyTurn.NONE)
                : turned(
                        answer,
                        named.with("content-type", "application/json"),
                        new WholeBodyTurn(body -> AwsError.body(told, answer.status(), body)));
    }

    private static UpstreamExchange turned(UpstreamExchange answer, Headers headers, BodyTurn turn) {
        return new TurnedExchange(answer, headers.without(field -> field.isNamed("content-length")), turn);
    }

    private static Body count(Body told) {
        JsonNode count = tree(told).path("inputTokens");
        return count.isIntegralNumber()
                ? Body.wrap(("{\"input_tokens\":" + count.asLong() + "}").getBytes(UTF_8))
                : told;
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        Optional<AwsError.Meaning> meaning = status < 300 ? Optional.empty() : AwsError.named(headers);
        if (meaning.isEmpty()) {
            return api.faultIn(status, headers);
        }
        FailureKind kind = meaning.get().kind();
        return kind == null
                ? Optional.empty()
                : Optional.of(new UpstreamFault(
                        kind,
                        meaning.get().reach(),
                        status,
                        RetryAfter.in(headers, clock.instant()),
                        meaning.get().lasting()));
    }

    @Override
    public Optional<UpstreamFault> faultIn(SseEvent first) {
        return api.faultIn(first);
    }
}

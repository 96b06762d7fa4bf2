package org.llmrelay.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;

/**
 * What Anthropic holds against an account and says only in the body of an error: {@code {"type":"error","error":{"type":…,"message":…}}}. Messages are known by
 * their beginnings alone: callers' own words may stand further on, and must not bring an account down.
 */
final class Grievance {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern BANNED = Pattern.compile(
            "(this organization has been disabled|oauth authentication is currently not allowed for this organization"
                    + "|your (account|organization) has been (disabled|suspended|banned)).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SPENT = Pattern.compile(
            "(your credit balance is too low|you have reached your specified api usage limits).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern AGAIN =
            Pattern.compile("regain access on (\\d{4}-\\d\\d-\\d\\d) at (\\d\\d:\\d\\d) UTC");

    private Grievance() {}

    /** The fault that an error's body tells, where it tells more than its head. */
    static Optional<UpstreamFault> in(int status, Body body, Instant now) {
        JsonNode error = error(body);
        String type = error.path("type").asText();
        String message = error.path("message").asText();
        if (status == 401 && type.equals("authentication_error")) {
            return Optional.of(new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, status, null, true));
        }
        if (BANNED.matcher(message).matches()) {
            return Optional.of(new UpstreamFault(FailureKind.UPSTREAM_FORBIDDEN, Reach.ACCOUNT, status, null, true));
        }
        boolean isSpent = SPENT.matcher(message).matches()
                || error.path("details").path("error_code").asText().equals("enforced_spend_limit_reached");
        return isSpent
                ? Optional.of(new UpstreamFault(
                        FailureKind.UPSTREAM_OUT_OF_CREDIT, Reach.ACCOUNT, status, pause(message, now)))
                : Optional.empty();
    }

    private static JsonNode error(Body body) {
        try {
            return JSON.readTree(body.array()).path("error");
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static @Nullable Duration pause(String message, Instant now) {
        Matcher again = AGAIN.matcher(message);
        if (!again.find()) {
            return null;
        }
        try {
            Instant then =
                    LocalDateTime.parse(again.group(1) + "T" + again.group(2)).toInstant(ZoneOffset.UTC);
            return then.isAfter(now) ? Duration.between(now, then) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.llmrelay.key.ApiKey;

/**
 * What went wrong with a request, as problem details (RFC 9457).
 *
 * @param type a stable name for programs
 * @param title the same for every problem of the type
 * @param detail about this one; holds no secret
 * @param errors what is wrong with single fields, all of it
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Mistake> errors)
        implements JsonBody {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "urn:llm-relay:problem:";
    private static final int UNPROCESSABLE = 422;

    public Problem {
        errors = List.copyOf(errors);
    }

    /** One mistake in one field, such as {@code fields.api_key}. */
    public record Mistake(String field, String detail) {}

    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(TYPES + type, title, status, detail, List.of());
    }

    /** A problem of which HTTP's status says all. */
    public static Problem plain(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    public static Problem malformed(String detail) {
        return of(400, "malformed-json", "The body is not readable", detail);
    }

    public static Problem invalid(List<Mistake> errors) {
        String detail = errors.size() == 1 ? "One field is wrong" : errors.size() + " fields are wrong";
        return new Problem(TYPES + "invalid-fields", "Some fields are wrong", UNPROCESSABLE, detail, errors);
    }

    public static Problem notFound(String what, String id) {
        return of(404, "not-found", "Not found", "There is no " + what + " with the id " + id);
    }

    public static Problem conflict(String detail) {
        return of(409, "conflict", "Conflict", detail);
    }

    /** Something cannot go while keys are bound to it; each of them is named. */
    public static Problem boundKeys(List<ApiKey> keys) {
        List<Mistake> named = keys.stream()
                .map(key -> new Mistake("keys", key.id() + " (" + key.name() + ")"))
                .toList();
        String detail = keys.size() + (keys.size() == 1 ? " key is" : " keys are")
                + " bound to it; with unbind=true they lose these bindings";
        return new Problem(TYPES + "bound-keys", "Keys are bound to it", 409, detail, named);
    }

    public static Problem tooLarge(int limit) {
        return of(413, "too-large", "The body is too large", "A body may have " + limit + " bytes");
    }

    public static Problem wrongPassword() {
        return of(401, "wrong-password", "Not signed in", "The username or the password is wrong");
    }

    public static Problem tooManyTries() {
        return of(429, "too-many-tries", "Too many tries", "Wait before the next try to sign in");
    }

    public static Problem tooManyExports() {
        return of(429, "too-many-exports", "Too many exports", "Wait until another export has ended");
    }

    public static Problem tooManyErrands() {
        return of(
                429, "too-many-errands", "Too much at once", "Wait until other tests, sign-ins or imports have ended");
    }

    public static Problem underWay() {
        return of(409, "under-way", "Under way", "The same work is being done; wait until it has ended");
    }

    public static Problem notSignedIn() {
        return of(
                401, "not-signed-in", "Not signed in", "A valid token is needed: POST /admin/api/v1/session gives one");
    }

    public static Problem notAllowed() {
        return of(403, "not-allowed", "Not allowed", "A viewer may read and not change");
    }

    public static Problem notConfigured(List<String> settings) {
        return of(
                409,
                "not-configured",
                "Not set up",
                "Settings of this deployment are missing: " + String.join(", ", settings));
    }

    public static Problem signInPending() {
        return of(409, "sign-in-pending", "Not confirmed yet", "Nobody has confirmed the sign-in yet; ask again");
    }

    /** {@code code}: why, in a word of the authorization server's or ours. */
    public static Problem signInRefused(String code) {
        return of(502, "sign-in-refused", "Not signed in", "The authorization server gave no token: " + code);
    }

    public static Problem storeUnavailable() {
        return of(
                503, "store-unavailable", "Store not available", "The relay's store is not available; try again later");
    }

    public static Problem internal() {
        return of(500, "internal", "Internal error", "The relay made a mistake; its log has the rest");
    }
}

package org.llmrelay.provider.bedrock;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.account.Account;

/**
 * The ids under which Bedrock knows models. What an account's model map says comes first; a name that is an id of Bedrock's stays as it is; others follow the
 * way in which Bedrock makes ids of Anthropic's names, with the profile that routes between regions before it.
 */
final class ModelIds {
    private static final Pattern DATED = Pattern.compile("claude-.*-\\d{8}");
    private static final Pattern PROFILED = Pattern.compile("(?:us|eu|apac|jp|au|ca|us-gov|global)\\.(anthropic\\..*)");
    private static final Pattern OURS = Pattern.compile("anthropic\\.(claude-.*?)(?:-v\\d+)?(?::\\d+.*)?");

    /** Names without a date whose ids have one, and ids that follow no rule. */
    private static final Map<String, String> ODD = Map.ofEntries(
            Map.entry("claude-opus-4-6", "anthropic.claude-opus-4-6-v1"),
            Map.entry("claude-opus-4-5", "anthropic.claude-opus-4-5-20251101-v1:0"),
            Map.entry("claude-sonnet-4-5", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
            Map.entry("claude-haiku-4-5", "anthropic.claude-haiku-4-5-20251001-v1:0"),
            Map.entry("claude-opus-4-1", "anthropic.claude-opus-4-1-20250805-v1:0"),
            Map.entry("claude-opus-4-0", "anthropic.claude-opus-4-20250514-v1:0"),
            Map.entry("claude-sonnet-4-0", "anthropic.claude-sonnet-4-20250514-v1:0"),
            Map.entry("claude-3-5-sonnet-20241022", "anthropic.claude-3-5-sonnet-20241022-v2:0"));

    private ModelIds() {}

    /** {@code profile}: such as {@code us}, or empty for none. */
    static String of(String asked, Account account, String profile) {
        if (account.maps(asked)) {
            return account.upstreamModel(asked);
        }
        if (asked.startsWith("arn:") || asked.contains("anthropic.") || !asked.startsWith("claude-")) {
            return asked;
        }
        String id = ODD.getOrDefault(
                asked, "anthropic." + asked + (DATED.matcher(asked).matches() ? "-v1:0" : ""));
        return profile.isEmpty() ? id : profile + "." + id;
    }

    /** The id without its profile: tokens are counted by models, not by the ways to them. */
    static String withoutProfile(String id) {
        Matcher profiled = PROFILED.matcher(id);
        return profiled.matches() ? profiled.group(1) : id;
    }

    /** The name by which callers ask for an id; the id itself where there is none. */
    static String name(String id) {
        Matcher ours = OURS.matcher(withoutProfile(id));
        return ours.matches() ? ours.group(1) : id;
    }
}

package org.llmrelay.moving;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sorts of accounts that the other relay has: where it keeps them, and with which salt it seals their secrets. */
enum Sort {
    OFFICIAL("claude:account:", "salt", "claudeAccounts"),
    CONSOLE("claude_console_account:", "claude-console-salt", "claudeConsoleAccounts"),
    CCR("ccr_account:", "ccr-account-salt", "ccrAccounts"),
    BEDROCK("bedrock_account:", "salt", "bedrockAccounts"),
    CODEX("openai:account:", "openai-account-salt", "openaiAccounts openaiOAuthAccounts"),
    RESPONSES("openai_responses_account:", "openai-responses-salt", "openaiResponsesAccounts"),
    AZURE("azure_openai:account:", "azure-openai-account-default-salt", "azureOpenaiAccounts azureOpenAIAccounts"),
    GEMINI("gemini_account:", "gemini-account-salt", "geminiAccounts geminiOAuthAccounts"),
    GEMINI_KEY("gemini_api_account:", "gemini-api-salt", "geminiApiAccounts geminiApiKeyAccounts"),
    DROID("droid:account:", "droid-account-salt", "droidAccounts");

    private final String prefix;
    private final String salt;
    private final String sections;

    /** @param sections the lists of exports that hold such accounts, apart by blanks */
    Sort(String prefix, String salt, String sections) {
        this.prefix = prefix;
        this.salt = salt;
        this.sections = sections;
    }

    /** What the Redis keys of such records begin with; their ids follow. */
    String prefix() {
        return prefix;
    }

    String salt() {
        return salt;
    }

    static Optional<Sort> of(String section) {
        return Arrays.stream(values())
                .filter(sort -> List.of(sort.sections.split(" ")).contains(section))
                .findFirst();
    }
}

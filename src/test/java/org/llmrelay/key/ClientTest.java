package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude_code | claude-cli/2.1.330 (external, sdk-cli)                  | /v1/messages",
                "claude_code | claude-cli/2.1.197 (external, cli)                      | /v1/messages/count_tokens",
                "claude_code | claude-cli/17.0.0-beta.1                                | /v1/models",
                "codex       | codex-tui/0.169.0 (Debian 12.0.0; x86_64) unknown       | /v1/responses",
                "codex       | codex_cli_rs/0.46.0 (Mac OS 15; arm64)                  | /responses",
                "codex       | codex_vscode/1.2.3                                      | /v1/responses/compact",
                "codex       | codex_exec/0.169.0 (Debian 12.0.0; x86_64) unknown      | /v1/responses",
                "gemini_cli  | GeminiCLI-tui/0.61.0/gemini-3.1-pro-preview (linux)     | /v1beta/models/gemini-3:generateContent",
                "gemini_cli  | GeminiCLI/v0.9.0/gemini-2.5-pro (darwin; arm64)         | /v1internal:streamGenerateContent",
                "droid       | factory-cli/0.215.0                                     | /v1/messages",
                "droid       | factory-cli/0.215.0                                     | /v1/chat/completions",
            })
    void knowsAProgramInAnyRelease(String code, String userAgent, String path) {
        assertThat(Client.named(code).orElseThrow().asks(userAgent, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude_code | anthropic-sdk-typescript/1.12.0                 | /v1/messages",
                "claude_code | my-tool/1 claude-cli/2.1.330                    | /v1/messages",
                "claude_code | claude-client/2.1.330                           | /v1/messages",
                "claude_code | claude-cli/2.1.330 (external, cli)              | /v1/responses",
                "codex       | codexer/1.0                                     | /v1/responses",
                "codex       | codex_exec/0.169.0                              | /v1/messages",
                "gemini_cli  | GeminiCLIX/1                                    | /v1beta/models/x:generateContent",
                "droid       | curl/8                                          | /v1/messages",
            })
    void doesNotTakeOthersForIt(String code, String userAgent, String path) {
        assertThat(Client.named(code).orElseThrow().asks(userAgent, path)).isFalse();
    }

    @Test
    void doesNotKnowARequestWithoutAUserAgent() {
        assertThat(Client.CLAUDE_CODE.asks(null, "/v1/messages")).isFalse();
    }

    @Test
    void isNotNamedByAnythingElse() {
        assertThat(Client.named("claude")).isEmpty();
    }
}

package org.llmrelay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.anthropic.AnthropicDialect;
import org.llmrelay.wire.gemini.CodeAssistDialect;
import org.llmrelay.wire.gemini.GeminiDialect;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.EmbeddingsDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** What dialects say of calls that may use more than their bodies show. */
class UnseenTest {
    private static final String LONG = "x".repeat(20_000);

    private static Unseen anthropic(String more) {
        String body = more.contains("\"messages\"")
                ? "{\"model\":\"m\"," + more + "}"
                : "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + more + "}";
        return of(new AnthropicDialect(), "/v1/messages", body);
    }

    private static Unseen responses(String more) {
        return of(new ResponsesDialect(), "/v1/responses", "{\"model\":\"m\"," + more + "}");
    }

    private static Unseen chat(String more) {
        return of(new ChatDialect(), "/v1/chat/completions", "{\"model\":\"m\"," + more + "}");
    }

    private static Unseen gemini(String body) {
        return of(new GeminiDialect(), "/v1beta/models/m:generateContent", body);
    }

    private static Unseen of(Dialect dialect, String path, String body) {
        Call.Request request = new Call.Request("POST", path, null, Headers.NONE, Body.wrap(body.getBytes(UTF_8)));
        Reading reading = dialect.read(Operation.GENERATE, request);
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return ((Reading.Readable) reading).facts().unseen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://a/b\"}}",
                "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"AAAA\"}}",
                "{\"source\":{\"type\":\"file\",\"file_id\":\"f\"},\"type\":\"document\"}",
                "{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\"}]}",
                "{\"type\":\"container_upload\",\"file_id\":\"f\"}",
                "{\"type\":\"im\\u0061ge\"}",
                "{\"type\":\"text\",\"t\\u0079pe\":\"image\"}"
            })
    void anthropicsMediaGrow(String block) {
        Unseen unseen = anthropic("\"messages\":[{\"role\":\"user\",\"content\":[" + block + "]}]");

        assertThat(unseen.grows()).isTrue();
        assertThat(unseen.uses()).isZero();
    }

    @Test
    void textDoesNotGrowHoweverLongItsWordsAre() {
        assertThat(anthropic(
                        "\"system\":\"image\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
                                + LONG
                                + "\"},{\"type\":\"tool_use\",\"name\":\"image\",\"input\":{\"kind\":\"image\"}}]}]"))
                .isEqualTo(new Unseen(false, 1, 0, "max_uses of each tool that the provider runs"));
        // Input that a tool was given may be of any form: it is not refused for it.
        assertThat(anthropic("\"messages\":[{\"content\":[{\"input\":{\"type\":\"" + LONG + "\"}}]}]")
                        .grows())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"name":"Read","input_schema":{"type":"object","properties":{"max_uses":{"type":"web_search"}}}}] | 0
            [{"type":"custom","name":"a"},{"type":"bash_20250124"},{"type":"text_editor_20250728"},{"type":"memory_20250818"}] | 0
            [{"type":"web_search_20250305","name":"web_search","max_uses":8}] | 8
            [{"type":"web_search_20250305","max_uses":3},{"type":"web_fetch_20250910","max_uses":4}] | 7
            [{"max_uses":1,"type":"web_search_20250305","max_uses":9}] | 9
            [{"type":"web_search_20250305"}] | -1
            [{"type":"web_search_20250305","max_uses":3},{"type":"code_execution_20250825"}] | -1
            [{"type":"web_search_20250305","max_uses":null}] | -1
            [{"type":"web_se\\u0061rch_20250305"}] | -1
            [{"type":"something_new"}] | -1
            [[1],2,{}] | 0
            null | 0
            """)
    void anthropicsToolsAreUsedSoOftenAtMost(String tools, long uses) {
        assertThat(anthropic("\"tools\":" + tools).uses()).isEqualTo(uses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "mcp_servers":[{"type":"url","url":"https://a"}] | -1
            "mcp_servers":[] | 0
            "context_management":{"edits":[{"type":"compact_20260112","trigger":{"type":"input_tokens"}}]} | 1
            "context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]} | 0
            """)
    void anthropicMayAskTheModelMoreThanOnce(String field, long uses) {
        assertThat(anthropic(field).uses()).isEqualTo(uses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://a/b\"}]}]",
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]",
                "\"input\":[{\"type\":\"function_call_output\",\"output\":[{\"type\":\"input_image\"}]}]",
                "\"input\":[{\"type\":\"item_reference\",\"id\":\"i\"}]",
                "\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":null}]",
                "\"input\":\"go on\",\"previous_response_id\":\"resp_1\"",
                "\"input\":\"go on\",\"conversation\":{\"id\":\"conv_1\"}",
                "\"input\":\"go on\",\"conversation\":\"conv_1\"",
                "\"prompt\":{\"id\":\"pmpt_1\"}"
            })
    void whatOpenAiKeepsOrFetchesGrows(String fields) {
        assertThat(responses(fields).grows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":\"image_url\",\"previous_response_id\":null,\"conversation\":null,\"prompt\":null",
                "\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"gAAA\"}]",
                "\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"input_image\"}]}]"
            })
    void whatComesWithAResponsesRequestDoesNotGrow(String fields) {
        assertThat(responses(fields).grows()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "tools":[{"type":"function","name":"a"},{"type":"custom"},{"type":"local_shell"}] | 0
            "tools":[{"type":"web_search"}] | -1
            "tools":[{"type":"web_search"},{"type":"file_search"}],"max_tool_calls":4 | 4
            "max_tool_calls":4,"tools":[{"type":"function","name":"a"}] | 0
            "tools":[{"type":"code_interpreter"}],"max_tool_calls":null | -1
            "tools":[{"type":"mcp","server_url":"https://a"}] | -1
            "tools":null | 0
            """)
    void openAisToolsAreUsedSoOftenAtMost(String fields, long uses) {
        assertThat(responses("\"input\":\"hi\"," + fields).uses()).isEqualTo(uses);
    }

    @Test
    void chatsGrowByMediaAndSearches() {
        String text = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        String image =
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a\"}}]}]";

        assertThat(chat(text)).isEqualTo(new Unseen(false, 1, 0, "max_tool_calls"));
        assertThat(chat("\"n\":3," + image)).isEqualTo(new Unseen(true, 3, 0, "max_tool_calls"));
        assertThat(chat("\"web_search_options\":{}," + text).uses()).isEqualTo(1);
        assertThat(chat("\"plugins\":[{\"id\":\"web\"}]," + text).uses()).isEqualTo(Unseen.BOUNDLESS);
        assertThat(chat("\"plugins\":null," + text).uses()).isZero();
    }

    @Test
    void nothingIsWrittenForEmbeddings() {
        Unseen openAi = of(new EmbeddingsDialect(), "/v1/embeddings", "{\"model\":\"m\",\"input\":[\"a\",[1,2]]}");
        Unseen google = of(
                new GeminiDialect(),
                "/v1beta/models/m:embedContent",
                "{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"AA\"}}]}}");

        assertThat(openAi.answers()).isZero();
        assertThat(google).isEqualTo(new Unseen(true, 0, 0, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"contents":[{"parts":[{"text":"fileData"}]}]} | false | 0
            {"contents":[{"parts":[{"inlineData":{"data":"AA"}}]}]} | true | 0
            {"contents":{"parts":[{"file_data":{"file_uri":"gs://a"}}]}} | true | 0
            {"systemInstruction":{"parts":[{"fileData":{"fileUri":"gs://a"}}]}} | true | 0
            {"cachedContent":"cachedContents/1"} | true | 0
            {"cached_content":null} | false | 0
            {"tools":[{"functionDeclarations":[{"name":"googleSearch"}]}]} | false | 0
            {"tools":[{"googleSearch":{}}]} | false | -1
            {"tools":{"code_execution":{}}} | false | -1
            {"tools":[{"googleSearch":null},7]} | false | 0
            """)
    void geminisMediaAndTools(String body, boolean grows, long uses) {
        Unseen unseen = gemini(body);

        assertThat(unseen).isEqualTo(new Unseen(grows, 1, uses, ""));
        assertThat(of(
                        new CodeAssistDialect(),
                        "/v1internal:generateContent",
                        "{\"model\":\"m\",\"request\":" + body + "}"))
                .isEqualTo(unseen);
    }
}

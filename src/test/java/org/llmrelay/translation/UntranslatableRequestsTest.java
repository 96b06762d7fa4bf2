package org.llmrelay.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.wire.Reading;

/** What another dialect has no words for is refused: nobody is to wonder why a wish was not heard. */
class UntranslatableRequestsTest {
    private static final String MESSAGES = "[{'role':'user','content':'Hi'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat-on-messages  | 'n':2                                              | 'n' greater than 1",
                "chat-on-gemini    | 'n':2                                              | 'n' greater than 1",
                "chat-on-responses | 'n':2                                              | 'n' greater than 1",
                "chat-on-gemini    | 'logprobs':true                                    | 'logprobs'",
                "chat-on-messages  | 'logit_bias':{'1':5}                               | 'logit_bias'",
                "chat-on-messages  | 'functions':[{'name':'f'}]                         | 'functions'",
                "chat-on-gemini    | 'modalities':['text','audio']                      | output modality",
                "chat-on-messages  | 'web_search_options':{}                            | 'web_search_options'",
                "chat-on-messages  | 'presence_penalty':1                               | 'presence_penalty'",
                "chat-on-responses | 'frequency_penalty':-1                             | 'frequency_penalty'",
                "chat-on-messages  | 'response_format':{'type':'json_object'}           | JSON format without a schema",
                "chat-on-messages  | 'response_format':{'type':'grammar'}               | 'response_format'",
                "chat-on-responses | 'stop':'END'                                       | Stop sequences",
                "chat-on-gemini    | 'tools':[{'type':'custom','custom':{'name':'f'}}]  | functions only",
                "chat-on-gemini    | 'parallel_tool_calls':false,'tools':[{'type':'function','function':{'name':'f'}}] | 'parallel_tool_calls'",
                "chat-on-messages  | 'tool_choice':{'type':'allowed_tools'}             | 'tool_choice'",
            })
    void refusesWhatWouldBeAnsweredOtherwiseThanAsked(String direction, String wish, String complaint) {
        assertThat(complaint(direction, MESSAGES, wish)).contains(complaint.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat-on-messages  | {'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}} | audio",
                "chat-on-responses | {'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}} | audio",
                "chat-on-messages  | {'type':'file','file':{'file_id':'file-1'}}                         | files by their id",
                "chat-on-gemini    | {'type':'file','file':{'file_id':'file-1'}}                         | files by their id",
                "chat-on-gemini    | {'type':'image_url','image_url':{}}                                 | without its URL",
                "chat-on-messages  | {'type':'image_url','image_url':{'url':'data:image/png,raw'}}       | base64",
                "chat-on-messages  | {'type':'video','video':{}}                                         | a part of this type",
            })
    void refusesContentThatTheOtherSideCannotSee(String direction, String part, String complaint) {
        String messages = "[{'role':'user','content':[" + part + "]}]";

        assertThat(complaint(direction, messages, "'user':'u'")).contains(complaint.strip());
    }

    @Test
    void refusesARoleThatNobodyKnowsAndAToolsResultThatBelongsToNothing() {
        assertThat(complaint("chat-on-messages", "[{'role':'critic','content':'Hm'}]", "'user':'u'"))
                .contains("role");
        assertThat(complaint("chat-on-gemini", "[{'role':'tool','tool_call_id':'x','content':'y'}]", "'user':'u'"))
                .contains("must follow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'previous_response_id':'resp_1'                                 | 'previous_response_id'",
                "'conversation':'conv_1'                                         | 'conversation'",
                "'prompt':{'id':'pmpt_1'}                                        | stored 'prompt'",
                "'store':true                                                    | 'store'",
                "'background':true                                               | 'background'",
                "'top_logprobs':2                                                | 'top_logprobs'",
                "'include':['message.output_text.logprobs']                      | 'logprobs'",
                "'tools':[{'type':'file_search','vector_store_ids':['v']}]       | tool that OpenAI runs",
                "'tools':[{'type':'function'}]                                   | without its name",
                "'tool_choice':{'type':'web_search'}                             | 'tool_choice'",
                "'text':{'format':{'type':'grammar'}}                            | 'text.format'",
                "'input':[{'type':'item_reference','id':'rs_1'}]                 | an item of this type",
                "'input':[{'role':'critic','content':'Hm'}]                      | role",
                "'input':[{'role':'user','content':[{'type':'input_video'}]}]    | a part of this type",
                "'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}] | images by their id",
                "'input':[{'role':'user','content':[{'type':'input_file','file_id':'f'}]}]  | files by their id",
            })
    void refusesWhatChatCompletionsCannotSayForResponses(String wish, String complaint) {
        assertThat(responses("/v1/responses", wish)).contains(complaint.strip());
    }

    @Test
    void compactsNothingForResponses() {
        assertThat(responses("/v1/responses/compact", "'input':'Hi'")).contains("Compaction");
    }

    private static String responses(String path, String wish) {
        return complaintAt("responses-on-chat", path, "{'model':'m'," + wish + "}");
    }

    @Test
    void saysWhatIsWrongWithTheRequestItselfAsUntranslated() {
        assertThat(complaint("chat-on-messages", "[]", "'user':'u'")).contains("empty array");
    }

    private static String complaint(String direction, String messages, String wish) {
        return complaintAt(direction, "/v1/chat/completions", "{'model':'m','messages':" + messages + "," + wish + "}");
    }

    private static String complaintAt(String direction, String path, String quoted) {
        Body body = Body.wrap(quoted.replace('\'', '"').getBytes(UTF_8));
        Call.Request request = new Call.Request("POST", path, null, Headers.NONE, body);
        Reading reading = Directions.named(direction).read(Operation.GENERATE, request);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).fault().publicMessage();
    }
}

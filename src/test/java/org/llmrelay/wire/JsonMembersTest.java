package org.llmrelay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;

class JsonMembersTest {
    private static String edited(String json, UnaryOperator<JsonMembers> edit) {
        Body body = Body.wrap(json.getBytes(UTF_8));
        return new String(edit.apply(JsonMembers.of(body)).body().array(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"model\":\"m\",\"x\":1} | {\"x\":1}",
                "{\"x\":1, \"model\" : \"m\" } | {\"x\":1}",
                "{\"x\":1,\"model\":\"m\",\"é\" : [ {\"model\":2} ]} | {\"x\":1,\"é\" : [ {\"model\":2} ]}",
                "{\"model\":\"m\"} | {}",
                "{} | {}",
                "{\"model\":{\"a\":[1,2]},\"n\":1.5e3 } | {\"n\":1.5e3}",
                "{\"y\":true,\"z\":null} | {\"y\":true,\"z\":null}"
            })
    void leavesOutAMemberAndKeepsAllOthersAsTheyCame(String json, String expected) {
        assertThat(edited(json, body -> body.without("model"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"x\":1", "{\"x\":1} y", "{\"x\":}", "{x}"})
    void leavesWhatIsNoObjectAsItIs(String text) {
        assertThat(edited(text, body -> body.with("v", "1"))).isEqualTo(text);
    }

    @Test
    void putsMembersIn() {
        assertThat(edited("{\"v\":\"old\",\"x\":1}", body -> body.with("v", "\"new\"")))
                .isEqualTo("{\"v\":\"new\",\"x\":1}");
        assertThat(edited("{}", body -> body.with("v", "1"))).isEqualTo("{\"v\":1}");
    }

    @Test
    void putsMembersInThatAreMissing() {
        assertThat(edited("{\"x\":1}", body -> body.withIfMissing("v", "2"))).isEqualTo("{\"v\":2,\"x\":1}");
        assertThat(edited("{\"v\":1}", body -> body.withIfMissing("v", "2"))).isEqualTo("{\"v\":1}");
    }

    @Test
    void writesTextsAsJson() {
        assertThat(JsonMembers.literals(List.of("a\"b", "c"))).isEqualTo("[\"a\\\"b\",\"c\"]");
    }
}

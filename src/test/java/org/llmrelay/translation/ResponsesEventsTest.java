package org.llmrelay.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every whole stream of Responses: clients put answers together from its events, and each does so in its own way. */
class ResponsesEventsTest {
    static Stream<List<JsonNode>> streams() {
        return Example.with("told.sse")
                .filter(example -> example.toString().startsWith("responses-on-"))
                .map(ResponsesEventsTest::events)
                .filter(events -> !last(events).path("type").asText().equals("response.failed"));
    }

    private static List<JsonNode> events(Example example) {
        return example.text("told.sse")
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Trees.value(line.substring("data: ".length())).orElseThrow())
                .toList();
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    private static List<JsonNode> ofType(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void countsItsEvents(List<JsonNode> events) {
        assertThat(events.stream().map(event -> event.path("sequence_number").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void endsEachItemThatItBeganAndRepeatsAllOfThem(List<JsonNode> events) {
        List<JsonNode> begun = ofType(events, "response.output_item.added");
        Map<Integer, JsonNode> ended = new HashMap<>();
        ofType(events, "response.output_item.done")
                .forEach(event -> ended.put(event.path("output_index").asInt(), event.path("item")));
        List<JsonNode> output = new ArrayList<>();
        last(events).path("response").path("output").forEach(output::add);

        assertThat(begun).isNotEmpty();
        assertThat(output)
                .containsExactlyElementsOf(
                        IntStream.range(0, begun.size()).mapToObj(ended::get).toList());
        for (JsonNode event : begun) {
            JsonNode item = output.get(event.path("output_index").asInt());
            assertThat(item.path("id")).isEqualTo(event.path("item").path("id"));
            assertThat(item.path("type")).isEqualTo(event.path("item").path("type"));
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void saysInPiecesWhatItSaysAtTheEnd(List<JsonNode> events) {
        Map<String, String> pieces = new HashMap<>();
        for (JsonNode event : events) {
            String type = event.path("type").asText();
            String of = event.path("item_id").asText();
            if (type.endsWith(".delta")) {
                pieces.merge(of, event.path("delta").asText(), String::concat);
            }
            JsonNode whole = Stream.of("text", "arguments", "input")
                    .map(event::path)
                    .filter(JsonNode::isTextual)
                    .findFirst()
                    .orElse(event);
            if (type.endsWith(".done") && whole.isTextual()) {
                assertThat(pieces.remove(of)).isEqualTo(whole.textValue());
            }
        }
        assertThat(pieces).isEmpty();
    }
}

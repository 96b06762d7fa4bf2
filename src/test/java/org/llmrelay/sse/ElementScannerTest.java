package org.llmrelay.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementScannerTest {
    private static final String FIRST = "{\"text\": \"a ] \\\" } [ \\\\\", \"inner\": [{\"deep\": {}}, [1]]}";
    private static final String SECOND = "{\"text\": \"Zürich 東京 🚆\"}";
    private static final String ARRAY = "[" + FIRST + "\n,\r\n" + SECOND + "\n]\n";

    private final ElementScanner scanner = new ElementScanner(1000);
    private final List<String> elements = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 1000})
    void findsElementsHoweverTheyAreCut(int size) {
        byte[] whole = ARRAY.getBytes(UTF_8);

        for (int from = 0; from < whole.length; from += size) {
            feed(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + size)));
        }

        assertThat(elements).containsExactly(FIRST, SECOND);
    }

    @Test
    void standsAtABoundaryBehindEachElementOnly() {
        assertThat(openAfter("[")).isEqualTo(1);
        assertThat(openAfter("{\"a\":")).isEqualTo(6);
        assertThat(openAfter("1}")).isZero();
        assertThat(openAfter("\n,{")).isEqualTo(3);
        assertThat(openAfter("}")).isZero();
        assertThat(openAfter("]")).isEqualTo(1);
    }

    @Test
    void handsOutADocumentThatIsNoArrayAndKnowsNoBoundaryInIt() {
        feed(" {\"error\": {\"code\": 500}}\n".getBytes(UTF_8));

        assertThat(elements).containsExactly("{\"error\": {\"code\": 500}}");
        assertThat(scanner.bytesSinceBoundary()).isPositive();
    }

    @Test
    void handsOutAnElementBeyondItsBoundWithoutData() {
        feed(("[{\"long\": \"" + "x".repeat(1000) + "\"}," + SECOND + "]").getBytes(UTF_8));

        assertThat(elements).containsExactly("", SECOND);
    }

    private long openAfter(String text) {
        feed(text.getBytes(UTF_8));
        return scanner.bytesSinceBoundary();
    }

    private void feed(byte[] bytes) {
        scanner.feed(
                ByteBuffer.wrap(bytes),
                element -> elements.add(UTF_8.decode(element.data()).toString()));
    }
}

package org.llmrelay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.sse.EventScanner;

/** A stream that breaks, wherever it does, leaves known what its whole events have told. */
class BrokenAnywhereTest {
    private static final int LARGE = 1 << 20;

    static Stream<Dialect> dialects() {
        return Told.dialects().stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void tellsWhatCameBeforeTheBreak(Dialect dialect) {
        byte[] stream = Told.stream(dialect, "");
        List<String> steps = Told.steps(dialect);

        for (int cut = 0; cut <= stream.length; cut++) {
            UsageMeter meter = dialect.meter();
            new EventScanner(LARGE).feed(ByteBuffer.wrap(stream, 0, cut), meter::event);
            assertThat(Told.by(meter)).as("broken at %d", cut).isEqualTo(steps.get(eventsIn(stream, cut)));
        }
        assertThat(steps).hasSize(eventsIn(stream, stream.length) + 1);
    }

    private static int eventsIn(byte[] stream, int length) {
        int events = 0;
        for (int i = 1; i < length; i++) {
            events += stream[i] == '\n' && stream[i - 1] == '\n' ? 1 : 0;
        }
        return events;
    }
}

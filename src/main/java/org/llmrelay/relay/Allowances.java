package org.llmrelay.relay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrelay.call.Allowance;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Unit;

/** Says of a key's limits what callers can be told in a provider's own words: of each kind the one that is nearest to its end. */
final class Allowances {
    private Allowances() {}

    static List<Allowance> of(List<Meter> meters) {
        return Stream.of(
                        nearest(meters, Unit.REQUESTS, Allowance.Kind.REQUESTS),
                        nearest(meters, Unit.TOKENS, Allowance.Kind.TOKENS))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Allowance> nearest(List<Meter> meters, Unit unit, Allowance.Kind kind) {
        return meters.stream()
                .filter(meter -> meter.rule().unit() == unit && meter.rule().enforced())
                .map(meter -> new Allowance(kind, meter.rule().most(), remaining(meter), meter.resets()))
                .min(Comparator.comparingLong(Allowance::remaining));
    }

    private static long remaining(Meter meter) {
        return Math.max(0, meter.rule().most() - meter.spent() - meter.held());
    }
}

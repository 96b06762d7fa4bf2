package org.llmrelay.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one contender; its figures are medians over the rounds. */
record Samples(Contender contender, List<Sample> rounds) {

    Samples {
        rounds = List.copyOf(rounds);
    }

    double median(ToDoubleFunction<Sample> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double highest(ToDoubleFunction<Sample> figure) {
        return rounds.stream().mapToDouble(figure).max().orElse(0);
    }

    double lowest(ToDoubleFunction<Sample> figure) {
        return rounds.stream().mapToDouble(figure).min().orElse(0);
    }

    double rate() {
        return median(round -> round.figures().rate());
    }

    double p50() {
        return median(round -> round.figures().p50());
    }

    double p99() {
        return median(round -> round.figures().p99());
    }

    double cpuSeconds() {
        return median(Sample::cpuSeconds);
    }

    double redisCpuSeconds() {
        return median(Sample::redisCpuSeconds);
    }

    double cpuMicros() {
        return median(Sample::cpuMicrosPerCall);
    }

    double residentMb() {
        return median(round -> round.after().residentMb());
    }

    double peakMb() {
        return highest(round -> round.after().peakMb());
    }

    int threads() {
        return (int) highest(round -> round.after().threads());
    }

    long calls() {
        return rounds.stream().mapToLong(round -> round.figures().calls()).sum();
    }

    long failures() {
        return rounds.stream().mapToLong(round -> round.figures().failures()).sum();
    }

    /** The first complaint of any round, or nothing. */
    String complaint() {
        return rounds.stream()
                .map(round -> round.figures().complaint())
                .filter(complaint -> !complaint.isEmpty())
                .findFirst()
                .orElse("");
    }
}

package org.llmrelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Runs one order against several contenders in turn, again and again, so that a busy minute of the machine hits all alike. */
final class Rounds {

    private static final int PAUSE_MILLIS = 400;

    private final LoadProcess load;
    private final List<Long> redisPids;
    private final List<Long> harnessPids;

    Rounds(LoadProcess load, List<Long> redisPids, List<Long> harnessPids) {
        this.load = load;
        this.redisPids = List.copyOf(redisPids);
        this.harnessPids = List.copyOf(harnessPids);
    }

    Results run(String title, LoadOrder order, int rounds, List<Contender> contenders) {
        List<List<Sample>> taken = new ArrayList<>();
        contenders.forEach(contender -> taken.add(new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Sample sample = sample(order, contenders.get(i));
                taken.get(i).add(sample);
                tell(title + ", round " + round + " of " + rounds, contenders.get(i), sample);
            }
        }
        return new Results(IntStream.range(0, contenders.size())
                .mapToObj(i -> new Samples(contenders.get(i), taken.get(i)))
                .toList());
    }

    /** Runs an order that does not count yet. */
    Sample warmUp(String title, LoadOrder order, Contender contender) {
        Sample sample = sample(order, contender);
        tell("warming up: " + title, contender, sample);
        return sample;
    }

    private Sample sample(LoadOrder order, Contender contender) {
        Ports.pause(PAUSE_MILLIS);
        Gauge gauge = new Gauge(contender.pids(), redisPids, harnessPids);
        LoadFigures figures = load.run(order.to(contender.url(), contender.key()), gauge);
        return gauge.sample(figures);
    }

    private static void tell(String title, Contender contender, Sample sample) {
        LoadFigures figures = sample.figures();
        System.err.println(String.format(
                Locale.ROOT,
                "%s: %s: %,d calls in %.1f s, p50 %.2f ms, p99 %.2f ms, CPU %.2f s, failed %d",
                title,
                contender.name(),
                figures.calls(),
                figures.seconds(),
                figures.p50(),
                figures.p99(),
                sample.cpuSeconds(),
                figures.failures()));
    }
}

package org.llmrelay.bench;

import java.util.List;

/** Reads what the processes of one contender, Redis and the benchmark itself use between two marks. */
final class Gauge implements Marks {

    private final List<Long> contender;
    private final List<Long> redis;
    private final List<Long> harness;
    private double contenderCpu;
    private double redisCpu;
    private double harnessCpu;
    private ProcessCost last = ProcessCost.of(List.of());

    Gauge(List<Long> contender, List<Long> redis, List<Long> harness) {
        this.contender = contender;
        this.redis = redis;
        this.harness = harness;
    }

    @Override
    public void measuring() {
        contenderCpu = -cpu(contender);
        redisCpu = -cpu(redis);
        harnessCpu = -cpu(harness);
    }

    @Override
    public void measured() {
        last = ProcessCost.of(contender);
        contenderCpu += last.cpuSeconds();
        redisCpu += cpu(redis);
        harnessCpu += cpu(harness);
    }

    private static double cpu(List<Long> pids) {
        return ProcessCost.of(pids).cpuSeconds();
    }

    Sample sample(LoadFigures figures) {
        return new Sample(figures, contenderCpu, redisCpu, harnessCpu, last);
    }
}

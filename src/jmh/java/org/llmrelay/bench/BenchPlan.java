package org.llmrelay.bench;

/** How long and how often each part is measured. */
record BenchPlan(
        int jsonRounds,
        double jsonWarmSeconds,
        double jsonSeconds,
        double singleSeconds,
        int streamRounds,
        double relayWarmSeconds,
        long countedCalls) {

    static final BenchPlan FULL = new BenchPlan(3, 2, 6, 3, 2, 25, 3000);
    static final BenchPlan QUICK = new BenchPlan(2, 1, 3, 2, 1, 12, 1000);
}

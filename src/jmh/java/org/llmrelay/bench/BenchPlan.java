package org.llmrelay.bench;

/** How long and how often each part is measured. */
record BenchPlan(
        int jsonRounds,
        double jsonWarmSeconds,
        double jsonSeconds,
        double singleSeconds,
        int streamRounds,
        double warmSliceSeconds,
        int mostWarmSlices,
        long countedCalls) {

    static final BenchPlan FULL = new BenchPlan(3, 2, 6, 3, 3, 10, 20, 3000);
    static final BenchPlan QUICK = new BenchPlan(2, 1, 3, 2, 1, 6, 3, 1000);
}

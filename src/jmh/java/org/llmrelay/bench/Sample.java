package org.llmrelay.bench;

/**
 * One round of one contender: what the callers saw, processor seconds of the contender, of Redis and of mock and load
 * generator together, and the contender's memory and threads at its end.
 */
record Sample(
        LoadFigures figures, double cpuSeconds, double redisCpuSeconds, double harnessCpuSeconds, ProcessCost after) {

    double cpuMicrosPerCall() {
        return perCall(cpuSeconds);
    }

    double redisMicrosPerCall() {
        return perCall(redisCpuSeconds);
    }

    double harnessMicrosPerCall() {
        return perCall(harnessCpuSeconds);
    }

    private double perCall(double seconds) {
        return seconds * 1e6 / Math.max(1, figures.calls());
    }
}

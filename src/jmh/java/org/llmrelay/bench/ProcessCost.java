package org.llmrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What some processes have used up to now, summed: processor seconds, resident and peak resident megabytes, threads. */
record ProcessCost(double cpuSeconds, double residentMb, double peakMb, int threads) {

    // USER_HZ, the unit of /proc/PID/stat, is 100 on every Linux platform a JVM runs on.
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    static ProcessCost of(List<Long> pids) {
        return pids.stream().map(ProcessCost::of).reduce(new ProcessCost(0, 0, 0, 0), ProcessCost::plus);
    }

    private ProcessCost plus(ProcessCost other) {
        return new ProcessCost(
                cpuSeconds + other.cpuSeconds,
                residentMb + other.residentMb,
                peakMb + other.peakMb,
                threads + other.threads);
    }

    private static ProcessCost of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            List<String> status = Files.readAllLines(folder.resolve("status"));
            return new ProcessCost(
                    cpuSeconds(Files.readString(folder.resolve("stat"))),
                    number(status, "VmRSS:") / 1024,
                    number(status, "VmHWM:") / 1024,
                    (int) number(status, "Threads:"));
        } catch (IOException e) {
            throw new BenchBroken("process " + pid + " has gone: " + e.getMessage(), e);
        }
    }

    /** Of what a process's or a thread's {@code stat} says. */
    static double cpuSeconds(String stat) {
        // The second field is the program's name, which may hold blanks and brackets: count from its end.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    private static double number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }
}

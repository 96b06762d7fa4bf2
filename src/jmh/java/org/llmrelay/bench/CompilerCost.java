package org.llmrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the just-in-time compilers of some JVMs have used up to now, in processor seconds. */
final class CompilerCost {

    // The kernel keeps the first 15 characters of a thread's name.
    private static final String THREAD = "C[12] CompilerThre.*";

    private CompilerCost() {}

    static double of(List<Long> pids) {
        return pids.stream().mapToDouble(CompilerCost::of).sum();
    }

    private static double of(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.mapToDouble(CompilerCost::ofThread).sum();
        } catch (IOException e) {
            throw new BenchBroken("process " + pid + " has gone: " + e.getMessage(), e);
        }
    }

    private static double ofThread(Path thread) {
        try {
            boolean compiles = Files.readString(thread.resolve("comm")).strip().matches(THREAD);
            return compiles ? ProcessCost.cpuSeconds(Files.readString(thread.resolve("stat"))) : 0;
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }
}

package org.llmrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets a child process open as many sockets as 3,000 relayed streams need. */
final class OpenFiles {

    private static final long GOOD = 8192;
    private static final long BESIDES = 2000;
    private static final int SOFT_LIMIT = 3;

    private OpenFiles() {}

    /** The command itself where the limit is high enough, else the command behind a shell that tries to raise the limit. */
    static List<String> enoughFor(List<String> command) {
        if (allowed() >= GOOD) {
            return command;
        }
        List<String> raised =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n " + GOOD + " 2>/dev/null; exec \"$@\"", "sh"));
        raised.addAll(command);
        return raised;
    }

    /** Says what to do where the limit is too low for so many streams, two sockets each, and cannot be raised from here. */
    static void check(int streams) {
        long needed = 2L * streams + BESIDES;
        if (allowed() < needed && !canBeRaised()) {
            throw new BenchBroken(
                    "open files: " + allowed() + " a process (expected: >= " + needed + "); raise nofile in"
                            + " /etc/security/limits.conf, or measure less with --streams 1000 or --only json");
        }
    }

    private static boolean canBeRaised() {
        try {
            return new ProcessBuilder("sh", "-c", "ulimit -n " + GOOD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** This JVM has raised its own limit to the hard one at its start, and children inherit it. */
    private static long allowed() {
        try {
            return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s+", -1)[SOFT_LIMIT])
                    .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new BenchBroken("the benchmark reads /proc and so runs on Linux only", e);
        }
    }
}

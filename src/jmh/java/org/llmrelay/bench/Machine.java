package org.llmrelay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where, with what and on which sources the run was made. */
record Machine(String processor, int cores, String memory, String system, String jdk, String commit) {

    static Machine here() {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                gigabytes(field("/proc/meminfo", "MemTotal")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                described());
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** A warning if others already keep this machine busy, else nothing. To be asked before anything is started. */
    static String busyness() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        int cores = Runtime.getRuntime().availableProcessors();
        if (load < cores / 2.0) {
            return "";
        }
        return Report.format(
                "The machine was busy when the run began (load %.1f on %d cores): trust the CPU figures more than rates and delays.",
                load, cores);
    }

    /** The kernel writes {@code 24684092 kB}. */
    private static String gigabytes(String kilobytes) {
        return Report.format("%.0f GB", Double.parseDouble("0" + kilobytes.replaceAll("\\D", "")) / (1024 * 1024));
    }

    private static String described() {
        try {
            Process git = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return commit.isEmpty() ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return "Machine: %s, %d cores, %s, %s. JDK: %s. Commit: %s."
                .formatted(processor, cores, memory, system, jdk, commit);
    }
}

package org.llmrelay.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that the benchmark started and ends again, with all its own children. */
final class Child implements AutoCloseable {

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader output;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a process whose output is read line by line; its errors go to a log in {@code folder}. */
    static Child talking(String name, Path folder, List<String> command) {
        return start(name, folder, command, Map.of(), false);
    }

    /** Starts a process whose output and errors go to a log in {@code folder}. */
    static Child logging(String name, Path folder, List<String> command, Map<String, String> environment) {
        return start(name, folder, command, environment, true);
    }

    /** Starts a main class of the benchmark in a JVM that is as light as can be. */
    static Child java(Class<?> main, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms128m",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-cp",
                classes(main).toString(),
                main.getName()));
        command.addAll(arguments);
        return talking(main.getSimpleName(), folder, command);
    }

    private static File classes(Class<?> main) {
        return new File(main.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static Child start(
            String name, Path folder, List<String> command, Map<String, String> environment, boolean outputToLog) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(OpenFiles.enoughFor(command)).redirectError(log.toFile());
        if (outputToLog) {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        }
        builder.environment().putAll(environment);
        try {
            return new Child(name, log, builder.start());
        } catch (IOException e) {
            throw new BenchBroken(name + " did not start: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<Long> descendants() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new BenchBroken(name + " ended: " + lastWords(), e);
        }
    }

    String hear() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new BenchBroken(name + " ended: " + lastWords());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line of the log, for a message about what went wrong. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "(no message)" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        if (!endsWithin(15)) {
            process.destroyForcibly();
        }
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private boolean endsWithin(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

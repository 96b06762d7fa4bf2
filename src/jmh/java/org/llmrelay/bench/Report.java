package org.llmrelay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gathers what the parts measured and prints it at the end: tables, remarks, targets. */
final class Report {

    private final Table json = new Table(
            "JSON",
            "variant",
            "rounds",
            "calls/s (lowest-highest)",
            "p50 ms",
            "p99 ms",
            "CPU µs/call",
            "Redis µs/call",
            "mock+load µs/call",
            "resident MB (peak)",
            "threads",
            "failed");
    private final Table streams = new Table(
            "SSE",
            "variant",
            "rounds",
            "complete",
            "first byte p50 ms",
            "p99 ms",
            "CPU s",
            "Redis CPU s",
            "mock+load CPU s",
            "resident MB (peak)",
            "threads",
            "failed");
    private final Table pages = new Table(
            "page", "KB", "the very first ms", "median ms", "worst ms", "after a quiet minute ms", "wanted", "met");
    private final List<String> remarks = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    void addJson(String title, Samples samples) {
        json.add(
                title,
                samples.contender().name(),
                Integer.toString(samples.rounds().size()),
                format(
                        "%,.0f (%,.0f-%,.0f)",
                        samples.rate(), samples.lowest(Report::rate), samples.highest(Report::rate)),
                format("%.2f", samples.p50()),
                format("%.2f", samples.p99()),
                ofProcess(samples, format("%.0f", samples.cpuMicros())),
                ofRelay(samples, format("%.0f", samples.median(Sample::redisMicrosPerCall))),
                format("%.0f", samples.median(Sample::harnessMicrosPerCall)),
                memory(samples),
                threads(samples),
                Long.toString(samples.failures()));
        remarkOn(title, samples);
    }

    void addStreams(String title, Samples samples) {
        streams.add(
                title,
                samples.contender().name(),
                Integer.toString(samples.rounds().size()),
                format("%,d", samples.calls()),
                format("%.1f", samples.p50()),
                format("%.1f", samples.p99()),
                ofProcess(samples, format("%.2f", samples.cpuSeconds())),
                ofRelay(samples, format("%.2f", samples.redisCpuSeconds())),
                format("%.2f", samples.median(Sample::harnessCpuSeconds)),
                memory(samples),
                threads(samples),
                Long.toString(samples.failures()));
        remarkOn(title, samples);
    }

    /** {@code wanted}: how long a page may take at worst, its first view included. */
    void addPage(String name, PageTimes times, double wanted) {
        double worst = Math.max(times.first(), Math.max(times.worst(), times.quiet()));
        pages.add(
                name,
                format("%.0f", times.kilobytes()),
                format("%.0f", times.first()),
                format("%.0f", times.median()),
                format("%.0f", times.worst()),
                times.quiet() == 0 ? "-" : format("%.0f", times.quiet()),
                format("< %.0f ms", wanted),
                worst < wanted ? "yes" : "NO");
    }

    private static double rate(Sample sample) {
        return sample.figures().rate();
    }

    private static String memory(Samples samples) {
        return ofProcess(samples, format("%.0f (%.0f)", samples.residentMb(), samples.peakMb()));
    }

    private static String threads(Samples samples) {
        return ofProcess(samples, Integer.toString(samples.threads()));
    }

    private static String ofProcess(Samples samples, String figure) {
        return samples.contender().pids().isEmpty() ? "-" : figure;
    }

    /** Only relayed calls touch Redis. */
    private static String ofRelay(Samples samples, String figure) {
        String name = samples.contender().name();
        return name.equals(Contender.DIRECT) || name.equals(Contender.NGINX) ? "-" : figure;
    }

    private void remarkOn(String title, Samples samples) {
        if (!samples.complaint().isEmpty()) {
            remark(title + ", " + samples.contender().name() + ": first failure: " + samples.complaint());
        }
    }

    void remark(String text) {
        remarks.add(text);
    }

    void verdict(String what, String measured, String target, boolean met) {
        verdicts.add(new Verdict(what, measured, target, met));
    }

    void print(Machine machine) {
        System.out.println();
        System.out.println(machine);
        for (Table table : List.of(json, streams, pages)) {
            if (!table.isEmpty()) {
                System.out.println("\n" + table + "\n");
            }
        }
        remarks.forEach(remark -> System.out.println("- " + remark));
        if (!verdicts.isEmpty()) {
            System.out.println("\n" + targets());
        }
    }

    private Table targets() {
        Table table = new Table("target", "measured", "wanted", "met");
        verdicts.forEach(verdict ->
                table.add(verdict.what(), verdict.measured(), verdict.target(), verdict.met() ? "yes" : "NO"));
        return table;
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

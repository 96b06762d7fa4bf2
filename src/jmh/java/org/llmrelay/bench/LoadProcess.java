package org.llmrelay.bench;

import java.nio.file.Path;
import java.util.List;

/** The load generator's process, seen from the run that gives it orders. */
final class LoadProcess implements AutoCloseable {

    private final Child child;

    private LoadProcess(Child child) {
        this.child = child;
    }

    static LoadProcess start(Path folder) {
        return new LoadProcess(Child.java(BenchLoad.class, folder, List.of()));
    }

    long pid() {
        return child.pid();
    }

    LoadFigures run(LoadOrder order, Marks marks) {
        child.say(order.format());
        expect("measuring");
        marks.measuring();
        expect("measured");
        marks.measured();
        LoadFigures figures = LoadFigures.parse(Words.parse(child.hear()));
        if (figures.calls() == 0) {
            throw new BenchBroken("no call succeeded at " + order.url() + ": " + figures.complaint());
        }
        return figures;
    }

    private void expect(String word) {
        String heard = child.hear();
        if (!heard.equals(word)) {
            throw new BenchBroken("load generator said " + heard + " (expected: " + word + ")");
        }
    }

    @Override
    public void close() {
        child.close();
    }
}

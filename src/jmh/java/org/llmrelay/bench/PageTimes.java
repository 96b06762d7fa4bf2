package org.llmrelay.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long one page took, again and again, in milliseconds. */
final class PageTimes {
    private final List<Double> warm = new ArrayList<>();
    private double first;
    private double quiet;
    private double kilobytes;

    void first(PageVisitor.View view) {
        first = view.millis();
        kilobytes = view.text().length() / 1000.0;
    }

    void warm(PageVisitor.View view) {
        warm.add(view.millis());
        Collections.sort(warm);
    }

    /** When nothing that is remembered for a minute is remembered any more; never told of pages that remember nothing. */
    void quiet(PageVisitor.View view) {
        quiet = view.millis();
    }

    double first() {
        return first;
    }

    double quiet() {
        return quiet;
    }

    double kilobytes() {
        return kilobytes;
    }

    double median() {
        return warm.get(warm.size() / 2);
    }

    double worst() {
        return warm.get(warm.size() - 1);
    }
}

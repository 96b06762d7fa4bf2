package org.llmrelay.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The load generator, as a process of its own that stays warm between orders.
 *
 * <p>Reads one {@link LoadOrder} a line and prints {@code measuring}, {@code measured} and the {@link LoadFigures}.
 */
final class BenchLoad {

    private static final Marks PRINTED = new Marks() {
        @Override
        public void measuring() {
            System.out.println("measuring");
        }

        @Override
        public void measured() {
            System.out.println("measured");
        }
    };

    private BenchLoad() {}

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(run(LoadOrder.parse(line)).format());
        }
    }

    private static LoadFigures run(LoadOrder order) throws IOException {
        return order.isStreamed() ? new StreamLoad(order).run(PRINTED) : new JsonLoad(order).run(PRINTED);
    }
}

package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrelay.ManualClock;

/** How nodes share prices, whatever they share them by. */
public abstract class PriceSharingContract {
    private static final String FIVE =
            "{\"m\":{\"input_cost_per_token\":5e-06,\"output_cost_per_token\":1e-05},\"odd\":3}";
    private static final String SIX = FIVE.replace("5e-06", "6e-06");

    private final PricingNotes events = new PricingNotes();

    @TempDir
    Path folder;

    /** By which all nodes share. */
    protected abstract SharedPrices shared();

    /** Ten minutes later. */
    protected abstract void turnsEnd();

    @BeforeEach
    void writeTheList() throws IOException {
        list(FIVE);
    }

    private void list(String json) throws IOException {
        Files.writeString(folder.resolve("prices.json"), json);
    }

    private final class Node {
        private final PriceBook book;
        private final PriceSharing sharing;

        Node(String name) {
            PricesConfig config = new PricesConfig(
                    folder.resolve("prices.json").toString(), null, folder.resolve(name + "-copy.json"));
            book = new PriceBook(new InMemoryPriceOverrides(), config, events, ManualClock.atNoon());
            sharing = new PriceSharing(book, shared());
        }

        long input() {
            return book.table()
                    .find("m")
                    .map(price -> price.standard().usual().input())
                    .orElse(0L);
        }
    }

    @Test
    void oneNodeLoadsTheListAndAnotherTakesItFromThere() throws IOException {
        Node one = new Node("one");
        Node other = new Node("other");

        one.sharing.run();
        Files.delete(folder.resolve("prices.json"));
        other.sharing.run();

        assertThat(one.input()).isEqualTo(5_000_000);
        assertThat(other.input()).isEqualTo(5_000_000);
        assertThat(other.book.table().version()).isEqualTo(one.book.table().version());
        assertThat(events.notes).containsExactly("loaded 1, left out 1", "loaded 1, left out 1");
    }

    @Test
    void nobodyLoadsAgainBeforeTheTurnEnds() throws IOException {
        Node one = new Node("one");
        Node other = new Node("other");
        one.sharing.run();
        list(SIX);

        one.sharing.run();
        other.sharing.run();
        assertThat(one.input()).isEqualTo(5_000_000);

        turnsEnd();
        other.sharing.run();
        one.sharing.run();
        assertThat(other.input()).isEqualTo(6_000_000);
        assertThat(one.input()).isEqualTo(6_000_000);
    }

    @Test
    void aNodeThatStartsAgainTakesUpWhatCameMeanwhile() throws IOException {
        Node one = new Node("one");
        one.sharing.run();
        new Node("other").sharing.run();
        list(SIX);
        turnsEnd();
        one.sharing.run();

        Node again = new Node("other");
        assertThat(again.input()).isEqualTo(5_000_000);
        again.sharing.run();

        assertThat(again.input()).isEqualTo(6_000_000);
    }

    @Test
    void whatIsNoListIsNotShared() throws IOException {
        list("{");

        new Node("one").sharing.run();

        assertThat(shared().digest(folder.resolve("prices.json").toString())).isEmpty();
        assertThat(events.notes).containsExactly("not loaded");
    }

    @Test
    void anotherSourceIsAnotherList() {
        shared().share("https://one.example", "d1", new byte[] {1});

        assertThat(shared().digest("https://one.example")).contains("d1");
        assertThat(shared().list("https://one.example"))
                .hasValueSatisfying(list -> assertThat(list).containsExactly(1));
        assertThat(shared().digest("https://other.example")).isEmpty();
        assertThat(shared().take("https://one.example", Duration.ofMinutes(1))).isTrue();
        assertThat(shared().take("https://other.example", Duration.ofMinutes(1)))
                .isTrue();
    }
}

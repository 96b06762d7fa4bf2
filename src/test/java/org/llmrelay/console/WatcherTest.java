package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private final Browser browser = new Browser();
    private final Watcher watcher = new Watcher(browser);

    private void tell(String event) {
        watcher.tell(event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsEachEventToABrowserThatListens() {
        tell("one ");
        tell("two ");

        assertThat(browser.heard).hasToString("one |two |");
    }

    @Test
    void doesNotWaitForASlowBrowserAndTellsItTheNewestOnly() {
        browser.isSlow = true;
        tell("one ");
        tell("two ");
        tell("three ");
        assertThat(browser.heard).isEmpty();

        browser.isSlow = false;
        watcher.onWritePossible();

        assertThat(browser.heard).hasToString("three |");
    }

    @Test
    void flushesWhatABrowserTookInPart() {
        browser.slowAfterWriting = true;
        tell("one ");
        assertThat(browser.heard).hasToString("one ");

        browser.slowAfterWriting = false;
        browser.isSlow = false;
        watcher.onWritePossible();

        assertThat(browser.heard).hasToString("one |");
    }

    @Test
    void isGoneWhenTheBrowserIs() {
        browser.isAway = true;
        tell("one ");

        assertThat(watcher.isGone()).isTrue();
        tell("two ");
        assertThat(browser.heard).isEmpty();
    }

    @Test
    void isGoneWhenTheContainerSaysSo() {
        watcher.onError(new IOException("reset"));

        assertThat(watcher.isGone()).isTrue();
    }

    /** Writes down what comes, with a bar for each flush. */
    private static final class Browser extends ServletOutputStream {
        private final StringBuilder heard = new StringBuilder();
        private boolean isSlow;
        private boolean slowAfterWriting;
        private boolean isAway;

        @Override
        public boolean isReady() {
            return !isSlow;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            requireReady();
            heard.append(new String(bytes, StandardCharsets.UTF_8));
            isSlow = slowAfterWriting;
        }

        @Override
        public void write(int one) {
            throw new IllegalStateException("one byte at a time");
        }

        @Override
        public void flush() throws IOException {
            requireReady();
            heard.append('|');
        }

        private void requireReady() throws IOException {
            if (isAway) {
                throw new IOException("broken pipe");
            }
            if (isSlow) {
                throw new IllegalStateException("not ready");
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("the servlet does this");
        }
    }
}

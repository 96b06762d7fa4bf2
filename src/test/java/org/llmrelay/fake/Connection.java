package org.llmrelay.fake;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One caller's connection: this thread reads and notices when the caller goes, another one plays the behaviour. */
final class Connection implements Runnable {
    private final long number;
    private final Socket socket;
    private final Ledger ledger;
    private final Executor players;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Exchange current;
    private volatile boolean aborted;

    Connection(long number, Socket socket, Ledger ledger, Executor players) {
        this.number = number;
        this.socket = socket;
        this.ledger = ledger;
        this.players = players;
    }

    @Override
    public void run() {
        try (socket) {
            converse();
        } catch (IOException e) {
            // The caller went, or we closed: the exchange knows which.
        } finally {
            closeOff();
            ledger.forget(this);
            over.countDown();
        }
    }

    private void converse() throws IOException {
        try {
            socket.setTcpNoDelay(true);
            RequestReader reader = new RequestReader(socket.getInputStream());
            Optional<RequestHead> head = reader.readHead();
            while (head.isPresent() && serve(head.get(), reader)) {
                head = reader.readHead();
            }
        } catch (ProtocolException e) {
            // Told before the socket closes, so that whoever sees it closed can ask.
            ledger.trouble("connection " + number + ": " + e.getMessage());
        }
    }

    private void closeOff() {
        Exchange exchange = current;
        if (exchange != null) {
            exchange.callerClosed();
            exchange.end(Fate.CALLER_CLOSED);
        }
    }

    /** True when the connection may serve another request. */
    private boolean serve(RequestHead head, RequestReader reader) throws IOException {
        Exchange exchange = ledger.begin(new ReceivedRequest(head, number, System.nanoTime(), new byte[0]));
        current = exchange;
        if (aborted) {
            return false;
        }
        Behaviour behaviour = ledger.behaviourFor(head.credential());
        Intake intake = behaviour.intake();
        if (intake.wanted()) {
            exchange.requestRead(reader.readBody(head, intake, exchange));
        }
        ledger.arrived(exchange);
        CompletableFuture<Void> play = CompletableFuture.runAsync(() -> play(behaviour, exchange), players);
        if (intake.wanted()) {
            watch(reader, exchange);
        }
        play.join();
        return intake.wanted() && !head.wantsClose() && exchange.fate() == Fate.COMPLETED;
    }

    private static void watch(RequestReader reader, Exchange exchange) {
        try {
            if (reader.awaitMore()) {
                return;
            }
        } catch (IOException e) {
            // A reset is a way of closing, too.
        }
        exchange.callerClosed();
    }

    private void play(Behaviour behaviour, Exchange exchange) {
        try {
            Wire wire = new Wire(socket, exchange);
            behaviour.play(exchange, wire);
            wire.flush();
            exchange.end(Fate.COMPLETED);
        } catch (PlayEnded e) {
            exchange.end(e.fate());
        } catch (IOException e) {
            exchange.callerClosed();
            exchange.end(Fate.CALLER_CLOSED);
        } catch (RuntimeException | Error e) {
            ledger.trouble(exchange + ": " + e);
            exchange.end(Fate.BROKEN);
        } finally {
            closeUnlessComplete(exchange);
        }
    }

    private void closeUnlessComplete(Exchange exchange) {
        if (exchange.fate() != Fate.COMPLETED || exchange.request().head().wantsClose()) {
            close();
        }
    }

    /** Ends whatever goes on here. */
    void abort() {
        aborted = true;
        Exchange exchange = current;
        if (exchange != null) {
            exchange.end(Fate.BROKEN);
            exchange.abandon();
        }
        close();
    }

    /** Waits until both threads are done with this connection. */
    void awaitOver(Duration patience) throws InterruptedException {
        if (!over.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("connection " + number + " still runs after " + patience);
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            ledger.trouble("connection " + number + " did not close: " + e.getMessage());
        }
    }
}

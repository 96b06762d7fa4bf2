package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** One exchange, from the search for a connection to the last byte. HttpClient calls it on the connection's I/O thread. Thread-safe. */
final class Attempt implements AsyncClientExchangeHandler {
    private enum Phase {
        CONNECTING,
        WAITING,
        ANSWERED,
        OVER
    }

    private final Sending sending;
    private final Timeouts timeouts;
    private final Deadlines deadlines;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    private volatile Deadlines.@Nullable Deadline connecting;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Hc5Exchange exchange;

    Attempt(UpstreamRequest request, Deadlines deadlines) {
        this.sending = new Sending(request);
        this.timeouts = request.timeouts();
        this.deadlines = deadlines;
    }

    CompletableFuture<Answer> over(RoutePool pool, HttpHost target) {
        CompletionStage<Answer> cancellation = answer;
        cancellation.whenComplete((unused, failure) -> abandonIfCancelled());
        try {
            pool.connection(target, timeouts.connect()).whenComplete(this::connected);
            if (phase.get() == Phase.CONNECTING) {
                limitConnecting(pool.faultWhenLate());
            }
        } catch (IllegalStateException | RejectedExecutionException e) {
            // The client has been closed.
            unanswered(Phase.CONNECTING, Faults.UNREACHABLE);
        }
        return answer;
    }

    // HttpClient's own limits count for each address and for TLS anew, and not for names.
    private void limitConnecting(UpstreamFault late) {
        Deadlines.Deadline deadline = deadlines.in(timeouts.connect(), () -> unanswered(Phase.CONNECTING, late));
        connecting = deadline;
        if (phase.get() != Phase.CONNECTING) {
            deadline.met();
        }
    }

    private void connected(@Nullable Connection found, @Nullable Throwable failure) {
        Deadlines.Deadline deadline = connecting;
        if (deadline != null) {
            deadline.met();
        }
        if (found == null) {
            unanswered(Phase.CONNECTING, Faults.connecting(failure));
            return;
        }
        connection = found;
        if (!phase.compareAndSet(Phase.CONNECTING, Phase.WAITING)) {
            // Too late for us, but another exchange can use it.
            found.giveBack();
            return;
        }
        try {
            found.failWhenSilentFor(timeouts.firstByte());
            found.start(this);
        } catch (IllegalStateException closedMeanwhile) {
            torn(found.faultWhenTorn());
        }
    }

    @Override
    public void produceRequest(RequestChannel socket, HttpContext context) throws HttpException, IOException {
        Connection used = connection;
        if (used != null) {
            used.started();
        }
        sending.begin(socket, context);
    }

    @Override
    public int available() {
        return sending.left();
    }

    @Override
    public void produce(DataStreamChannel socket) throws IOException {
        sending.writeTo(socket);
    }

    /** 1xx: of no interest to anybody behind. */
    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {}

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails body, HttpContext context) {
        Connection used = connection;
        if (used == null) {
            throw new IllegalStateException("answer on no connection");
        }
        used.mayBeSilent();
        if (!sending.isDone() && response.getCode() >= HttpStatus.SC_REDIRECTION) {
            sending.stop();
        }
        Headers headers = Heads.fieldsOf(response);
        if (!phase.compareAndSet(Phase.WAITING, Phase.ANSWERED)) {
            return;
        }
        Hc5Exchange answered = new Hc5Exchange(response.getCode(), headers, used);
        exchange = answered;
        if (body == null) {
            answered.end(sending.isDone());
        }
        if (!answer.complete(new Answer.Answered(answered))) {
            answered.close();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) {
        Hc5Exchange answered = exchange;
        if (answered != null) {
            answered.ranDry(channel);
        }
    }

    @Override
    public void consume(ByteBuffer chunk) {
        Hc5Exchange answered = exchange;
        if (answered != null) {
            answered.bytes(chunk);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        Hc5Exchange answered = exchange;
        if (answered != null) {
            answered.end(sending.isDone());
        }
    }

    @Override
    public void failed(Exception cause) {
        torn(Faults.waiting(cause, connection));
    }

    @Override
    public void cancel() {
        releaseResources();
    }

    /** Comes last, also when all is well. */
    @Override
    public void releaseResources() {
        Connection used = connection;
        torn(used == null ? Faults.BROKE_OFF : used.faultWhenTorn());
    }

    private void torn(UpstreamFault fault) {
        Hc5Exchange answered = exchange;
        if (answered != null) {
            answered.broke();
            return;
        }
        unanswered(Phase.WAITING, fault);
        Connection used = connection;
        if (used != null) {
            used.close();
        }
    }

    private void unanswered(Phase from, UpstreamFault fault) {
        if (phase.compareAndSet(from, Phase.OVER)) {
            answer.complete(new Answer.Unanswered(fault));
        }
    }

    private void abandonIfCancelled() {
        if (!answer.isCancelled()) {
            return;
        }
        phase.set(Phase.OVER);
        Connection used = connection;
        if (used != null) {
            used.close();
        }
    }
}

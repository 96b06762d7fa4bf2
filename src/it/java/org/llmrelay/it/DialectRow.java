package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.llmrelay.fake.Answer;

/** One dialect as the matrix drives it: what callers and upstreams say in it. A new dialect joins by a row in {@link DialectRows}. */
interface DialectRow {

    /** The dialect's id, as calls are booked. */
    String dialect();

    /** The kind of the accounts that speak it. */
    String kind();

    /** The service that callers come for. */
    String service();

    /** A request for a model's answer, with the key where this dialect's own clients put it. */
    Ask ask(Key key, boolean streamed);

    /** The same request in a conversation of this id. */
    Ask inSession(Ask ask, String id);

    /** What a good upstream answers, streamed or not, as asked. */
    Answer answer();

    /** The pieces of the good stream, each with what ends it. */
    List<byte[]> pieces();

    /** The good answer in one piece. */
    byte[] document();

    /** Tokens of the good answer: input without what the cache held, what it held, output. */
    List<Long> tokens();

    /** How many pieces of the good stream a caller has for certain been sent before the upstream breaks off. */
    int certain();

    /** The upstream's own refusal of a request. */
    Answer refusal();

    /** A stream that begins with a fault of the upstream's. */
    Answer failingStream();

    /** Requires the dialect's own error: its form, and {@code type} where it is told. */
    void requireError(Reply reply, Failing failing);

    /** Requires what the dialect says in a stream that broke, and nothing that looks like a good end. */
    void requireBrokenEnd(String end);

    /** Where an answer tells how many requests are left; empty where it does not. */
    String requestsLeftHeader();

    /** How many of the upstream's pieces make those that are certain; more, where they are translated. */
    default int certainOfUpstream() {
        return certain();
    }

    /** An answer's text without what no row can know. */
    default String settled(String text) {
        return text;
    }

    /** Requires what the caller is to be told of the upstream's refusal, of which {@code said} was the body. */
    default void requireRefusal(Reply reply, byte[] said) {
        assertThat(reply.body()).isEqualTo(said);
    }

    /** What can go wrong before a call is relayed. */
    enum Failing {
        UNKNOWN_KEY,
        LACKS_SERVICE,
        LACKS_MODEL,
        TOO_MANY_REQUESTS,
        NO_ACCOUNT
    }

    /** The error object of a body. */
    static JsonNode error(Reply reply) {
        return reply.json().path("error");
    }
}

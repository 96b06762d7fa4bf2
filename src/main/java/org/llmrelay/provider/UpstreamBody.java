package org.llmrelay.provider;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.llmrelay.account.Account;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;

/** What of a call's body an account's upstream is sent: the very bytes of the caller, but for the model where the upstream knows it under another name. */
public final class UpstreamBody {
    private UpstreamBody() {}

    /** By the account's model map. */
    public static Body of(Call call, Account account) {
        return naming(account.upstreamModel(call.facts().model()), call);
    }

    /** With this model, whatever the caller has asked for. */
    public static Body naming(String model, Call call) {
        Body body = call.request().body();
        if (model.equals(call.facts().model())) {
            return body;
        }
        String literal = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(model)) + '"';
        return body.replacing(call.facts().modelSpan(), literal.getBytes(StandardCharsets.UTF_8));
    }
}

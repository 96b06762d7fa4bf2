package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.secret.Secret;

/** A new key, with its text: the only time that it is shown. */
public record IssuedKeyBody(
        @JsonUnwrapped KeyBody facts,
        @JsonSerialize(converter = Revealed.class) Secret key) implements JsonBody {

    public static IssuedKeyBody of(KeyIssue.Issued issued) {
        return new IssuedKeyBody(KeyBody.of(issued.key()), issued.text());
    }
}

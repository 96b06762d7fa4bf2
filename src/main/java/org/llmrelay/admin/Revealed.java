package org.llmrelay.admin;

import com.fasterxml.jackson.databind.util.StdConverter;
import org.llmrelay.secret.Secret;

/** Shows a secret to the one person it was made for. No other secret can be written as JSON. */
final class Revealed extends StdConverter<Secret, String> {
    @Override
    public String convert(Secret secret) {
        return secret.reveal();
    }
}

package org.llmrelay.config;

import java.util.List;

/** Thrown when deployment settings are wrong; the message has one line for each mistake, and shows no secret. */
public final class WrongSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSettingsException(List<String> mistakes) {
        super("The settings are wrong:\n  " + String.join("\n  ", mistakes));
    }
}

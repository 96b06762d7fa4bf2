package org.llmrelay.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do here. */
public enum Role {
    /** Sees and changes everything. */
    OPERATOR,
    /** Sees everything, secrets excepted, and changes nothing. */
    VIEWER;

    public boolean mayChange() {
        return this == OPERATOR;
    }

    /** The word for it in tokens and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}

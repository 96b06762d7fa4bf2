package org.llmrelay.console.accounts;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** A sign-in on a page: how somebody wants to do it, and how far they are. Secrets are not in it. */
public final class SignInFlow implements Serializable {
    private static final long serialVersionUID = 1L;
    /** The way of those who have tokens from elsewhere. */
    static final String TOKENS = "tokens";

    private final HashMap<String, Object> begun = new HashMap<>();
    private String way = "";
    private boolean accepted;

    /** {@code way}: the first one to be offered. */
    static SignInFlow by(String way) {
        SignInFlow flow = new SignInFlow();
        flow.way = way;
        return flow;
    }

    void begun(Map<String, Object> underWay) {
        begun.clear();
        begun.putAll(underWay);
    }

    /** Forgets how far it came. */
    public void restart() {
        begun.clear();
    }

    /** A {@code SignInUnderWay} of the API; empty before it has begun. */
    public Map<String, Object> getBegun() {
        return begun;
    }

    public boolean isUnderWay() {
        return !begun.isEmpty();
    }

    /** Whether somebody confirms a code elsewhere while the page waits. */
    public boolean isByDevice() {
        return Shapes.text(begun, "style").equals("device");
    }

    /** Whether tokens are pasted that somebody got elsewhere. */
    public boolean isByTokens() {
        return TOKENS.equals(way);
    }

    /** One of the kind's ways, or {@code tokens}. */
    public String getWay() {
        return way;
    }

    public void setWay(@Nullable String way) {
        this.way = way == null ? "" : way;
    }

    /** Whether the notice on the provider's terms is confirmed. */
    public boolean isAccepted() {
        return accepted;
    }

    public void setAccepted(boolean accepted) {
        this.accepted = accepted;
    }
}

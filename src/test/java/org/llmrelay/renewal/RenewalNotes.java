package org.llmrelay.renewal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is told of renewals. Thread-safe. */
public final class RenewalNotes implements RenewalEvents {
    private final List<String> notes = new CopyOnWriteArrayList<>();

    public List<String> all() {
        return notes;
    }

    @Override
    public void credentialRenewed(String account, long version) {
        notes.add(account + " renewed " + version);
    }

    @Override
    public void renewalPostponed(String account, String code, Duration pause) {
        notes.add(account + " postponed " + code);
    }

    @Override
    public void signInNeeded(String account, String code) {
        notes.add(account + " needs sign-in " + code);
    }

    @Override
    public void credentialNotStored(String account) {
        notes.add(account + " not stored");
    }

    @Override
    public void renewalBroke(String account, Throwable cause) {
        throw new AssertionError(cause);
    }
}

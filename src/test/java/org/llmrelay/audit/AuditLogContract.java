package org.llmrelay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrelay.audit.AuditLog.Filter;
import org.llmrelay.audit.AuditLog.Page;

/** What every store of the audit log does. */
public abstract class AuditLogContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    /** An empty store. */
    protected abstract AuditLog log();

    @Test
    void givesBackWhatWasWrittenNewestFirst() {
        AuditLog log = log();
        AuditEntry first = entry("ada", "keys.create", "key_1");
        AuditEntry second = new AuditEntry(
                NOON.plusSeconds(1),
                new Actor("bob", "operator", "10.0.0.2", "console"),
                "accounts.change",
                "acc_1",
                "Team \"Max\"",
                List.of(new FieldChange("priority", "10", "20"), new FieldChange("note", null, "x")));

        log.write(first);
        log.write(second);

        assertThat(log.latest(null, Filter.ALL, 10).entries()).containsExactly(second, first);
    }

    @Test
    void goesOnWhereAPageEnded() {
        AuditLog log = log();
        IntStream.range(0, 25).forEach(i -> log.write(entry("ada", "keys.change", "key_" + i)));

        Page first = log.latest(null, Filter.ALL, 10);
        Page second = log.latest(first.next(), Filter.ALL, 10);
        Page third = log.latest(second.next(), Filter.ALL, 10);

        assertThat(first.entries()).hasSize(10);
        assertThat(second.entries().get(0).subject()).isEqualTo("key_14");
        assertThat(third.entries()).hasSize(5);
        assertThat(third.next()).isNull();
    }

    @Test
    void findsWhatIsMeant() {
        AuditLog log = log();
        IntStream.range(0, 300).forEach(i -> log.write(entry("ada", "keys.change", "key_" + i)));
        log.write(entry("bob", "accounts.delete", "acc_1"));
        IntStream.range(0, 300).forEach(i -> log.write(entry("ada", "keys.change", "key_" + i)));

        assertThat(log.latest(null, new Filter("bob", null, null), 10).entries())
                .hasSize(1);
        assertThat(log.latest(null, new Filter(null, "accounts", null), 10).entries())
                .hasSize(1);
        assertThat(log.latest(null, new Filter(null, null, "key_7"), 10).entries())
                .hasSize(2);
        assertThat(log.latest(null, new Filter("bob", "keys", null), 10).entries())
                .isEmpty();
    }

    private static AuditEntry entry(String who, String act, String subject) {
        return new AuditEntry(NOON, new Actor(who, "operator", "10.0.0.1", "api"), act, subject, "", List.of());
    }
}

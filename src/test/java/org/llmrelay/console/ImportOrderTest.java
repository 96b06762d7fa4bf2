package org.llmrelay.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.admin.Progress;
import org.llmrelay.call.Body;
import org.llmrelay.key.InMemoryForeignHashing;
import org.llmrelay.key.InMemoryKeys;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.moving.Import;
import org.llmrelay.secret.Secret;

class ImportOrderTest {
    private static final String FILE = """
            {"metadata": {"version": "2.0", "exportDate": "2026-01-01T00:00:00.000Z"},
             "data": {"apiKeys": [{"id": "key-0001", "name": "One", "apiKey": "%s", "isActive": "true", "tags": "[]"}]}}
            """.formatted("a".repeat(64));
    private static final ImportOrder.Terms TERMS = new ImportOrder.Terms(false, "+08:00", false);

    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryKeys keys = new InMemoryKeys();
    private final ImportDesk desk = new ImportDesk(
            new Import(
                    new Import.Stores(
                            new InMemoryGroups(),
                            new InMemoryAccounts(new InMemoryStandings(clock)),
                            new InMemoryCredentials(clock),
                            keys,
                            new InMemoryGate(clock),
                            new InMemoryForeignHashing()),
                    List.of(),
                    clock),
            url -> {
                throw new IllegalArgumentException("nothing at " + url.reveal());
            },
            clock);

    private static ImportOrder ofFile(ImportOrder.Terms terms) {
        return new ImportOrder(
                Body.wrap(FILE.getBytes(UTF_8)), null, Secret.of("the key of the other relay, 32 long"), terms);
    }

    @Test
    void looksAtAFileAndStoresNothing() {
        ImportBody body = ofFile(TERMS).run(desk, true, "ann", Progress.UNTOLD);

        assertThat(body.dryRun()).isTrue();
        assertThat(body.counts()).containsEntry("created", 1L);
        assertThat(keys.count()).isZero();
    }

    @Test
    void bringsInWhatItLookedAt() {
        ImportOrder order = ofFile(TERMS);
        ImportBody seen = order.run(desk, true, "ann", Progress.UNTOLD);

        ImportBody done = order.run(desk, false, "ann", Progress.UNTOLD);

        assertThat(done.records()).isEqualTo(seen.records());
        assertThat(keys.find("key-0001")).isPresent();
        assertThat(order.act()).isEqualTo("import.file");
    }

    @Test
    void readsARedisByItsAddress() {
        ImportOrder order = new ImportOrder(Body.EMPTY, Secret.of("redis://other"), null, TERMS);

        assertThatThrownBy(() -> order.run(desk, true, "ann", Progress.UNTOLD))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors())
                        .extracting(mistake -> mistake.field() + ": " + mistake.detail())
                        .containsExactly("url: nothing at redis://other"));
        assertThat(order.act()).isEqualTo("import.redis");
    }

    @Test
    void saysWhatIsWrongWithItsTerms() {
        ImportOrder order = ofFile(new ImportOrder.Terms(false, "nowhere", false));

        assertThatThrownBy(() -> order.run(desk, true, "ann", Progress.UNTOLD))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors().get(0).field())
                        .isEqualTo("time_zone"));
    }
}

package org.llmrelay.moving;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.InMemoryForeignHashing;
import org.llmrelay.key.InMemoryKeys;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.Rule;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.moving.Import.Order;
import org.llmrelay.provider.Kind;
import org.llmrelay.secret.Secret;

/** A relay that brings in what another one holds. */
final class ImportWorld {
    static final ZoneId ZONE = ZoneId.of("+08:00");

    /** All that there are, as CDI would find them. */
    private static final List<Kind> KINDS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.llmrelay.provider")
                    .stream()
                    .filter(type -> type.isAssignableTo(Kind.class)
                            && type.getModifiers().contains(JavaModifier.FINAL))
                    .map(ImportWorld::made)
                    .toList();

    final ManualClock clock = ManualClock.atNoon();
    final OtherRelay other = new OtherRelay();
    final InMemoryGroups groups = new InMemoryGroups();
    final InMemoryAccounts accounts = new InMemoryAccounts(new InMemoryStandings(clock));
    final InMemoryCredentials credentials = new InMemoryCredentials(clock);
    final InMemoryKeys keys = new InMemoryKeys();
    final InMemoryGate gate = new InMemoryGate(clock);
    final InMemoryForeignHashing hashing = new InMemoryForeignHashing();
    /** How far it was said to be, such as {@code LOOKING 1/2}. */
    final List<String> steps = new ArrayList<>();

    private final Credential.Consent consent = new Credential.Consent("ann", clock.instant());

    private final ImportProgress told = (stage, done, all) -> steps.add(stage + " " + done + "/" + all);

    private static Kind made(JavaClass type) {
        try {
            return (Kind) type.reflect().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Import bringing() {
        return new Import(new Import.Stores(groups, accounts, credentials, keys, gate, hashing), KINDS, clock);
    }

    Order order() {
        return new Order(false, false, ZONE, Secret.of(OtherRelay.ENCRYPTION_KEY), consent);
    }

    Order dry() {
        return new Order(true, false, ZONE, Secret.of(OtherRelay.ENCRYPTION_KEY), consent);
    }

    Order replacing() {
        return new Order(false, true, ZONE, Secret.of(OtherRelay.ENCRYPTION_KEY), consent);
    }

    Order with(@Nullable Secret encryptionKey, boolean consents) {
        return new Order(false, false, ZONE, encryptionKey, consents ? consent : null);
    }

    List<Line> bring() {
        return bring(order());
    }

    List<Line> bring(Order order) {
        return bringing()
                .run(LiveEstate.read(other.store(), ZONE, clock.instant(), told), order, told)
                .lines();
    }

    List<Line> bringFile(String json, Order order) {
        return bringing()
                .run(ExportFile.read(json.getBytes(StandardCharsets.UTF_8)), order, told)
                .lines();
    }

    static Line line(List<Line> lines, String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst().orElseThrow();
    }

    /** What is said of a record, in English. */
    static List<String> notes(Line line) {
        return line.notes().stream().map(Note::text).toList();
    }

    static Map<Fate, Long> counts(List<Line> lines) {
        Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        lines.forEach(line -> counts.merge(line.fate(), 1L, Long::sum));
        return counts;
    }

    Account account(String id) {
        return accounts.find(id).orElseThrow();
    }

    ApiKey key(String id) {
        return keys.find(id).orElseThrow();
    }

    List<Long> spent(String key, Rule... rules) {
        return gate.meters(key, Arrays.asList(rules)).stream()
                .map(meter -> meter.spent())
                .toList();
    }
}

package org.llmrelay.moving;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Groups;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ForeignHashing;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;
import org.llmrelay.moving.ImportProgress.Stage;
import org.llmrelay.provider.Kind;
import org.llmrelay.secret.Secret;

/**
 * Brings in what another relay holds: groups, accounts with their sign-ins, and keys, which keep their ids and work on. First every record is looked at
 * and what becomes of it is settled; then, unless it is a dry run, just that is done. Thread-safe.
 */
public final class Import {
    private final Stores stores;
    private final List<Kind> kinds;
    private final InstantSource clock;

    public Import(Stores stores, Collection<Kind> kinds, InstantSource clock) {
        this.stores = stores;
        this.kinds = List.copyOf(kinds);
        this.clock = clock;
    }

    /** Where things are brought to. */
    public record Stores(
            Groups groups, Accounts accounts, Credentials credentials, Keys keys, Gate gate, ForeignHashing hashing) {}

    /**
     * What is wanted.
     *
     * @param dryRun whether nothing is to be stored: the report says what would happen
     * @param replace whether records that are there and differ are changed; otherwise they stay
     * @param zone by whose clock the other relay's days and weeks begin
     * @param encryptionKey the other relay's, which its secrets are sealed with and its keys hashed, or null
     * @param consent who confirms the notices on the terms of the providers at which accounts sign in, or null for nobody
     */
    public record Order(
            boolean dryRun,
            boolean replace,
            ZoneId zone,
            @Nullable Secret encryptionKey,
            Credential.@Nullable Consent consent) {}

    /** What becomes of a record. */
    public enum Fate {
        CREATED,
        CHANGED,
        /** It is here and the same. */
        SAME,
        /** Another one is here, and stays. */
        KEPT,
        LEFT_OUT,
        FAILED
    }

    /** What becomes of one record; {@code notes} say for people what is not carried, or why. */
    public record Line(String kind, String id, String name, Fate fate, List<Note> notes) {
        public Line {
            notes = List.copyOf(notes);
        }
    }

    /**
     * What became of all.
     *
     * @param knowsKeys whether keys from there work here: their encryption key is known
     */
    public record Report(boolean knowsKeys, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** What is to be done for one record, and what is said of it then. */
    record Step(Line line, Runnable act) {
        static Step none(Line line) {
            return new Step(line, () -> {});
        }
    }

    /** @throws StoreUnavailableException when this relay's own store is away before anything was done */
    public Report run(Estate estate, Order order, ImportProgress progress) {
        Secret key = order.encryptionKey();
        boolean knowsKeys = key != null || !stores.hashing().secrets().isEmpty();
        List<Step> steps = plan(estate, order, progress.counting(Stage.LOOKING, estate.size()));
        if (order.dryRun()) {
            return new Report(knowsKeys, steps.stream().map(Step::line).toList());
        }
        if (key != null && !estate.keys().isEmpty()) {
            stores.hashing().add(key);
        }
        Runnable counted = progress.counting(Stage.BRINGING, steps.size());
        return new Report(
                knowsKeys, steps.stream().map(step -> done(step, counted)).toList());
    }

    private List<Step> plan(Estate estate, Order order, Runnable counted) {
        List<Step> steps = new ArrayList<>();
        PlannedAccounts accounts = new PlannedAccounts(stores, kinds, clock, counted);
        steps.addAll(accounts.groups(estate));
        steps.addAll(accounts.accounts(estate, order));
        steps.addAll(new PlannedKeys(stores, clock, accounts::isHere, counted).keys(estate, order));
        estate.rest()
                .forEach(left -> steps.add(
                        Step.none(new Line(left.kind(), left.id(), left.name(), Fate.LEFT_OUT, List.of(left.why())))));
        return steps;
    }

    private static Line done(Step step, Runnable counted) {
        Line done = done(step);
        counted.run();
        return done;
    }

    private static Line done(Step step) {
        Line line = step.line();
        try {
            step.act().run();
            return line;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return failed(line, Note.of(e));
        } catch (StoreUnavailableException e) {
            return failed(line, Remark.STORE_AWAY.of());
        }
    }

    private static Line failed(Line line, Note why) {
        return new Line(line.kind(), line.id(), line.name(), Fate.FAILED, List.of(why));
    }
}

package org.llmrelay.admin;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Credential.Consent;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.moving.Estate;
import org.llmrelay.moving.ExportFile;
import org.llmrelay.moving.Import;
import org.llmrelay.moving.ImportProgress;
import org.llmrelay.moving.LiveEstate;
import org.llmrelay.moving.OtherStore;
import org.llmrelay.secret.Secret;

/** What an operator brings in from another relay. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class ImportDesk {
    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_ZONE = 60;

    private final Import bringing;
    private final OtherStore.Finder finder;
    private final InstantSource clock;

    public ImportDesk(Import bringing, OtherStore.Finder finder, InstantSource clock) {
        this.bringing = bringing;
        this.finder = finder;
        this.clock = clock;
    }

    /** What another relay exported; {@code encryptionKey}: the other relay's, or null. */
    public ImportBody bringFile(
            byte[] file, ImportQuery query, @Nullable String encryptionKey, String operator, Progress progress) {
        Import.Order order = new Import.Order(
                query.isDryRun(),
                query.replaces(),
                query.zoneOfTheOther(),
                secret(encryptionKey),
                query.acceptsTerms() ? consent(operator) : null);
        try {
            return brought(ExportFile.read(file), order, steps(progress));
        } catch (IllegalArgumentException e) {
            throw unreadable("The file cannot be read; " + e.getMessage());
        }
    }

    /** What lies in another relay's Redis. */
    public ImportBody bringRedis(Form form, String operator, Progress progress) {
        Secret url = Secret.of(form.text("url", null));
        String key = form.has("encryption_key") ? form.text("encryption_key", null) : "";
        boolean replace = Boolean.TRUE.equals(form.word("existing", false, ImportQuery.EXISTING));
        boolean dryRun = form.flag("dry_run", false);
        String zone = form.line("time_zone", ImportQuery.USUAL_ZONE, LONGEST_ZONE);
        boolean terms = form.flag("terms_accepted", false);
        if (!ImportQuery.isZone(zone)) {
            form.wrong("time_zone", "must be a time zone such as +08:00 or Europe/Berlin");
        }
        if (url.reveal().length() > LONGEST_URL) {
            form.wrong("url", "may have " + LONGEST_URL + " characters");
        }
        form.finish();
        Import.Order order =
                new Import.Order(dryRun, replace, ZoneId.of(zone), secret(key), terms ? consent(operator) : null);
        ImportProgress steps = steps(progress);
        return brought(found(url, order.zone(), steps), order, steps);
    }

    private Estate found(Secret url, ZoneId zone, ImportProgress steps) {
        try (OtherStore store = finder.open(url)) {
            return LiveEstate.read(store, zone, clock.instant(), steps);
        } catch (IllegalArgumentException e) {
            throw invalid("url", String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            throw unreadable("The Redis of the other relay does not answer, or does not let us in");
        }
    }

    private ImportBody brought(Estate estate, Import.Order order, ImportProgress steps) {
        return ImportBody.of(bringing.run(estate, order, steps), order.dryRun());
    }

    private static ImportProgress steps(Progress progress) {
        return (stage, done, all) -> progress.at(stage.name().toLowerCase(Locale.ROOT), done, all);
    }

    private Consent consent(String operator) {
        return new Consent(operator, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null || text.isBlank() ? null : Secret.of(text);
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new Problem.Mistake(field, detail))));
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(Problem.of(422, "unreadable-import", "Nothing can be brought in", detail));
    }
}

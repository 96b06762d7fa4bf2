package org.llmrelay.moving;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Group;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Policy;
import org.llmrelay.moving.Estate.Circle;
import org.llmrelay.moving.ForeignAccount.Arrival;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.moving.Import.Order;
import org.llmrelay.moving.Import.Step;
import org.llmrelay.moving.Import.Stores;
import org.llmrelay.provider.Kind;

/** Settles what becomes of groups and accounts. Confined to one import. */
final class PlannedAccounts {
    private static final String GROUP = "group";
    private static final String ACCOUNT = "account";
    private static final int MOST_OF_A_NAME = 80;

    private final Stores stores;
    private final List<Kind> kinds;
    private final InstantSource clock;
    private final Runnable counted;
    private final Set<String> coming = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /** @param counted is run after each group and account */
    PlannedAccounts(Stores stores, List<Kind> kinds, InstantSource clock, Runnable counted) {
        this.counted = counted;
        this.stores = stores;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Whether there is an account or group with an id, or will be. */
    boolean isHere(String id) {
        return coming.contains(id)
                || stores.accounts().find(id).isPresent()
                || stores.groups().find(id).filter(group -> !group.isShared()).isPresent();
    }

    List<Step> groups(Estate estate) {
        names.clear();
        stores.groups().all().forEach(group -> names.add(lower(group.name())));
        return estate.groups().stream().map(this::group).toList();
    }

    private Step group(Circle circle) {
        counted.run();
        ForeignRecord record = circle.record();
        String name = Ids.line(record.text("name"));
        try {
            String id = Ids.of(record);
            if (stores.groups().find(id).isPresent()) {
                return Step.none(new Line(GROUP, id, name, Fate.SAME, List.of()));
            }
            Group group = new Group(
                    id,
                    free(name.isEmpty() ? id : name, id),
                    Policy.PRIORITY,
                    record.time("createdAt").orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS));
            coming.add(id);
            return new Step(new Line(GROUP, id, group.name(), Fate.CREATED, List.of()), () -> stores.groups()
                    .save(group));
        } catch (IllegalArgumentException e) {
            return Step.none(new Line(GROUP, record.id(), name, Fate.FAILED, List.of(Note.of(e))));
        }
    }

    List<Step> accounts(Estate estate, Order order) {
        names.clear();
        stores.accounts().all().forEach(account -> names.add(lower(account.name())));
        OtherSeals seals = new OtherSeals(order.encryptionKey());
        List<Step> steps = new ArrayList<>();
        Arrays.stream(Sort.values()).forEach(sort -> estate.accounts(sort)
                .forEach(record -> steps.add(account(record, sort, new Circles(estate, this::isHere, seals), order))));
        return steps;
    }

    /** What all accounts of an import are read with. */
    private record Circles(Estate estate, Predicate<String> isHere, OtherSeals seals) {
        Set<String> of(String account) {
            return estate.groups().stream()
                    .filter(circle -> circle.members().contains(account))
                    .map(circle -> circle.record().id())
                    .filter(isHere)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private Step account(ForeignRecord record, Sort sort, Circles circles, Order order) {
        counted.run();
        String name = Ids.line(record.text("name"));
        ForeignAccount foreign = new ForeignAccount(record, sort, order.zone());
        try {
            Set<String> groups = new HashSet<>(circles.of(record.id()));
            Arrival arrival = foreign.read(circles.seals(), groups, clock);
            return arrived(arrival, foreign.notes(), order);
        } catch (ForeignConnection.Leaving e) {
            return Step.none(told(record, name, Fate.LEFT_OUT, e.note()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Step.none(told(record, name, Fate.FAILED, Note.of(e)));
        }
    }

    private static Line told(ForeignRecord record, String name, Fate fate, Note why) {
        return new Line(ACCOUNT, Ids.line(record.id()), name, fate, List.of(why));
    }

    private Step arrived(Arrival arrival, List<Note> foreignNotes, Order order) {
        Account account = arrival.account();
        List<Note> notes = new ArrayList<>(foreignNotes);
        require(account);
        if (arrival.pass() != null && order.consent() == null) {
            throw new ForeignConnection.Leaving(Remark.TERMS.of());
        }
        Optional<Account> there = stores.accounts().find(account.id());
        if (there.isPresent()) {
            return met(there.get(), arrival, notes, order);
        }
        Account named = named(account, free(account.name(), account.id()));
        coming.add(account.id());
        if (!named.name().equals(account.name())) {
            notes.add(Remark.NAME_TAKEN.of(named.name()));
        }
        return new Step(line(named, Fate.CREATED, notes), () -> {
            signIn(account, arrival.pass(), order.consent());
            stores.accounts().save(named);
        });
    }

    private Step met(Account there, Arrival arrival, List<Note> notes, Order order) {
        Account foreign = arrival.account();
        Account wanted = new Account(
                there.id(),
                foreign.kind(),
                new Account.Profile(
                        there.name(), foreign.isEnabled(), foreign.profile().priority()),
                foreign.connection(),
                foreign.duty(),
                there.created());
        if (wanted.equals(there)) {
            return Step.none(line(there, Fate.SAME, notes));
        }
        if (!order.replace()) {
            return Step.none(line(there, Fate.KEPT, List.of(Remark.ACCOUNT_DIFFERS.of())));
        }
        if (arrival.pass() != null) {
            notes.add(Remark.SIGN_IN_STAYS.of());
        }
        return new Step(
                line(wanted, Fate.CHANGED, notes), () -> stores.accounts().save(wanted));
    }

    private static Line line(Account account, Fate fate, List<Note> notes) {
        return new Line(ACCOUNT, account.id(), account.name(), fate, notes);
    }

    private void signIn(Account account, @Nullable Pass pass, Credential.@Nullable Consent consent) {
        if (pass != null
                && consent != null
                && stores.credentials().of(account.id()).isEmpty()) {
            Credential unused =
                    stores.credentials().save(account.id(), new Credential(pass, consent, clock.instant(), 0));
        }
    }

    private void require(Account account) {
        Kind kind = kinds.stream()
                .filter(one -> one.kind().equals(account.kind()))
                .findFirst()
                .orElseThrow(() -> new ForeignConnection.Leaving(Remark.NO_KIND.of()));
        List<String> mistakes = kind.mistakesIn(account.connection());
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    private static Account named(Account account, String name) {
        return new Account(
                account.id(),
                account.kind(),
                new Account.Profile(name, account.isEnabled(), account.profile().priority()),
                account.connection(),
                account.duty(),
                account.created());
    }

    /** A name that nobody has here. */
    private String free(String name, String id) {
        String begin = name.substring(0, Math.min(MOST_OF_A_NAME, name.length()));
        String free =
                names.contains(lower(name)) ? begin + " (" + id.substring(0, Math.min(8, id.length())) + ")" : name;
        names.add(lower(free));
        return free;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package org.llmrelay.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.admission.Permit;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Handling;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.relay.AccountCheck;
import org.llmrelay.relay.Providers;
import org.llmrelay.scheduling.Considered;
import org.llmrelay.scheduling.Objection;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.Wish;

/** Answers what an operator asks about the choice of accounts. Throws {@link ProblemException} where it cannot. Thread-safe. */
public final class SchedulingDesk {
    private static final int LONGEST_LINE = 500;
    private static final int PATIENCE_SECONDS = 60;

    /** How the relay writes down what tells conversations apart; operators know the id that the client gave. */
    private static final Pattern HINT = Pattern.compile("(session|prefix):");

    private final Keys keys;
    private final Scheduler scheduler;
    private final Leases leases;
    private final Providers providers;
    private final Families families;
    private final AccountCheck check;

    public SchedulingDesk(Keys keys, Leases leases, Engine engine) {
        this.keys = keys;
        this.leases = leases;
        this.scheduler = engine.scheduler();
        this.providers = engine.providers();
        this.families = engine.families();
        this.check = engine.check();
    }

    /** The parts of the engine that are asked. */
    public record Engine(Scheduler scheduler, Providers providers, Families families, AccountCheck check) {}

    /** Says which family a model belongs to in a dialect. */
    @FunctionalInterface
    public interface Families {
        String of(String dialect, String model);
    }

    /** The accounts in the order in which a call would look at them. */
    public List<Considered> explain(Form form) {
        String dialect = form.name("dialect", "anthropic");
        String service = form.name("service", "claude");
        String model = form.name("model", null);
        String session = form.line("session", "", LONGEST_LINE);
        ApiKey key = key(form);
        if (form.isFine("dialect") && providers.kindsThatSpeak(dialect).isEmpty()) {
            form.wrong("dialect", "is spoken by no kind of account");
        }
        form.finish();
        Wish.Need need = new Wish.Need(providers.kindsFor(dialect, service), model, families.of(dialect, model));
        Wish wish = new Wish(
                "explain", seeker(key, service), need, true, trail(key, session, need), () -> Leases.Hold.NOTHING);
        return scheduler.explain(wish).stream()
                .map(each -> each.unless(blocked(key, each.account(), need.model())))
                .toList();
    }

    /** A model that is blocked for a key is not reached under an account's other name either. */
    private static Optional<Objection> blocked(@Nullable ApiKey key, Account account, String model) {
        String name = account.connection().models().get(model);
        return key == null || name == null
                ? Optional.empty()
                : new Permit(key.rights()).objectionToUpstreamName(name).map(why -> new Objection(why.code(), null));
    }

    private @Nullable ApiKey key(Form form) {
        String id = form.line("key", "", LONGEST_LINE);
        if (id.isEmpty()) {
            return null;
        }
        ApiKey key = keys.find(id).orElse(null);
        if (key == null) {
            form.wrong("key", "is no key's id");
        }
        return key;
    }

    private static Wish.Seeker seeker(@Nullable ApiKey key, String service) {
        if (key == null) {
            return Wish.Seeker.unbound("");
        }
        Handling handling = key.handling();
        String home = handling.accountFor(service).orElse(null);
        return new Wish.Seeker(key.id(), handling.priority(), home, handling.fallsBackFor(service));
    }

    private Wish.Trail trail(@Nullable ApiKey key, String session, Wish.Need need) {
        if (key == null || session.isEmpty()) {
            return Wish.Trail.NONE;
        }
        String known = HINT.matcher(session).lookingAt() ? session : "session:" + session;
        Gate.Session conversation = new Gate.Session(known, need.family(), Duration.ofHours(1));
        String last =
                leases.accountOf(new Leases.Binding(key.id(), conversation)).orElse(null);
        return new Wish.Trail(conversation, last);
    }

    /** Asks an account's upstream whether it works. Blocks until it has answered. */
    public AccountCheck.Finding test(Account account, @Nullable String model) {
        try {
            return check.check(account, model).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.internal());
        } catch (TimeoutException e) {
            throw new ProblemException(
                    Problem.conflict("The check takes long; look at the account's checks in a minute"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check always completes", e);
        }
    }
}

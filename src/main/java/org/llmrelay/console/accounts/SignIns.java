package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;
import org.llmrelay.console.Words;

/** Signs accounts in for a page. */
@RequestScoped
public class SignIns {
    private static final String ACCOUNT = "account";

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Visitor visitor;

    @Inject
    Typed typed;

    @Inject
    Words words;

    /** Begins: {@code subject} is the {@code kind} of a new account, or an {@code account}. What has to be said before is asked for now. */
    void begin(SignInFlow flow, Map<String, String> subject, @Nullable Map<String, Object> account) {
        acts.change(() -> {
                    requireReady(flow, account);
                    Map<String, String> form = new LinkedHashMap<>(subject);
                    form.put("way", flow.getWay());
                    return Shapes.of(desks.signIns().begin(Shapes.form(form), visitor.getName()));
                })
                .ifPresent(flow::begun);
    }

    private void requireReady(SignInFlow flow, @Nullable Map<String, Object> account) {
        List<Mistake> mistakes = new ArrayList<>();
        if (account != null && !account.containsKey("name")) {
            mistakes.add(new Mistake("name", words.of("required")));
        }
        if (!flow.isAccepted()) {
            mistakes.add(new Mistake("terms_accepted", words.of("sign-in.terms.required")));
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
    }

    /**
     * Finishes with a code, or asks whether it was confirmed elsewhere. Empty where it was not, and where it went wrong.
     *
     * @param id of the account that signs in anew, or empty
     * @param account a new one, or null
     */
    Optional<AccountBody> finish(SignInFlow flow, String id, @Nullable Map<String, Object> account) {
        Map<String, Object> form = form(flow, account);
        if (!flow.isByDevice() && typed.getSecrets().get("code") != null) {
            form.put("code", typed.getSecrets().get("code"));
        }
        String signIn = Shapes.text(flow.getBegun(), "id");
        return change(flow, "accounts.sign-ins.finish", id, () -> desks.signIns()
                .finish(signIn, Shapes.form(form), visitor.getName()));
    }

    /** Takes tokens that were got elsewhere. {@code subject}: the {@code kind} of a new account, or an {@code account_id}. */
    Optional<AccountBody> paste(SignInFlow flow, Map<String, String> subject, @Nullable Map<String, Object> account) {
        Map<String, Object> form = form(flow, account);
        form.putAll(subject);
        Map<String, String> tokens = new LinkedHashMap<>();
        Stream.of("access_token", "refresh_token")
                .filter(name -> typed.getSecrets().get(name) != null)
                .forEach(name -> tokens.put(name, typed.getSecrets().get(name)));
        form.put("tokens", tokens);
        String id = subject.getOrDefault("account_id", "");
        return change(flow, "accounts.sign-ins.tokens", id, () -> desks.signIns()
                .paste(Shapes.form(form), visitor.getName()));
    }

    private static Map<String, Object> form(SignInFlow flow, @Nullable Map<String, Object> account) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("terms_accepted", flow.isAccepted());
        if (account != null) {
            form.put(ACCOUNT, account);
        }
        return form;
    }

    /** Nobody has confirmed it yet, which is no mistake. */
    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Optional<AccountBody> change(SignInFlow flow, String act, String id, Supplier<Account> doing) {
        try {
            return acts.change(act, id, () -> AccountBody.of(plainly(flow, doing)));
        } catch (NotYet e) {
            return Optional.empty();
        }
    }

    /** The fields of a new account are named as on the page, and a sign-in that is over begins anew. */
    private static Account plainly(SignInFlow flow, Supplier<Account> doing) {
        try {
            return doing.get();
        } catch (ProblemException e) {
            Problem problem = e.problem();
            if (problem.type().endsWith(":sign-in-pending")) {
                throw new NotYet();
            }
            if (problem.type().endsWith(":sign-in-refused") || problem.type().endsWith(":not-found")) {
                flow.restart();
            }
            List<Mistake> mistakes =
                    problem.errors().stream().map(SignIns::outside).toList();
            throw mistakes.isEmpty() ? e : new ProblemException(Problem.invalid(mistakes));
        }
    }

    private static Mistake outside(Mistake mistake) {
        String field = mistake.field();
        return field.startsWith(ACCOUNT + ".")
                ? new Mistake(field.substring(ACCOUNT.length() + 1), mistake.detail())
                : mistake;
    }
}

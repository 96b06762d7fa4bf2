package org.llmrelay.renewal;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.llmrelay.account.Pass;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.provider.TokenAnswer;

/** An authorization server that gives the answers laid ready for it, in order, to whatever it is asked. Thread-safe. */
public final class ScriptedOAuth implements OAuth {
    private final Queue<CompletableFuture<TokenAnswer>> ready = new ConcurrentLinkedQueue<>();
    private final String name;
    private final List<Pass> renewed = new CopyOnWriteArrayList<>();

    public ScriptedOAuth() {
        this("SCRIPTED");
    }

    /** {@code name}: of its settings. */
    public ScriptedOAuth(String name) {
        this.name = name;
    }

    /** The next question is answered when the future is completed. */
    public CompletableFuture<TokenAnswer> answersLater() {
        CompletableFuture<TokenAnswer> later = new CompletableFuture<>();
        ready.add(later);
        return later;
    }

    public void answers(TokenAnswer answer) {
        answersLater().complete(answer);
    }

    public void grants(Pass pass) {
        answers(new TokenAnswer.Granted(pass));
    }

    /** The passes that were to be renewed, in order. */
    public List<Pass> renewed() {
        return renewed;
    }

    @Override
    public OAuthSettings settings() {
        return new OAuthSettings(name, false, Map.of());
    }

    @Override
    public List<Way> ways() {
        return List.of(new Way("code", "By code", Style.CODE), new Way("device", "By device", Style.DEVICE));
    }

    @Override
    public String notice() {
        return "Mind the terms.";
    }

    @Override
    public CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand) {
        return CompletableFuture.completedFuture(
                SignInStart.Opened.at("https://scripted.example/?state=" + attempt.state()));
    }

    @Override
    public CompletableFuture<TokenAnswer> finish(
            SignInAttempt attempt, String code, OAuthClient client, Errand errand) {
        return ready.remove();
    }

    @Override
    public CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand) {
        renewed.add(old);
        return ready.remove();
    }
}

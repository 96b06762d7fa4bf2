package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.llmrelay.config.Deployment;
import org.llmrelay.secret.Vault;
import org.llmrelay.signin.Administrator;
import org.llmrelay.signin.Passwords;
import org.llmrelay.signin.People;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.Tokens;
import org.llmrelay.signin.Users;

/** How people sign in. */
@ApplicationScoped
public class SignInProducer {
    private static final int ITERATIONS = 210_000;

    @Produces
    @Singleton
    Passwords passwords() {
        return new Passwords(ITERATIONS);
    }

    @Produces
    @Singleton
    Tokens tokens(Deployment deployment, InstantSource clock) {
        byte[] signing = new Vault(deployment.secrets().jwt()).derive("session-tokens");
        return new Tokens(signing, deployment.session(), clock);
    }

    @Produces
    @Singleton
    Sessions sessions(Tokens tokens, Users users, InstantSource clock) {
        return new Sessions(tokens, users, clock);
    }

    @Produces
    @Singleton
    People people(Users users, Passwords passwords, Tokens tokens, Sessions sessions, InstantSource clock) {
        return new People(users, passwords, tokens, sessions, clock);
    }

    @Produces
    @Singleton
    SignIn signIn(Users users, Passwords passwords, Tokens tokens, InstantSource clock) {
        return new SignIn(users, passwords, tokens, clock);
    }

    @Produces
    @Singleton
    Administrator administrator(Users users, Passwords passwords, Deployment deployment, InstantSource clock) {
        return new Administrator(users, passwords, deployment.firstStart(), clock);
    }
}

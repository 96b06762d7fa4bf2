package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.signin.Identity;

/** Who looks at the page, and how they like to see it. */
@Named
@RequestScoped
public class Visitor {
    private static final String LANGUAGE = "relay_language";
    private static final String THEME = "relay_theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    /** @throws IllegalStateException when nobody has signed in */
    public Identity identity() {
        return found().orElseThrow(() -> new IllegalStateException("nobody has signed in"));
    }

    private Optional<Identity> found() {
        return Optional.ofNullable((Identity) PageRequest.current().getAttribute(Identity.class.getName()));
    }

    /** Where they are, as the server sees it. */
    public String getAddress() {
        return PageRequest.current().getRemoteAddr();
    }

    public boolean isSignedIn() {
        return found().isPresent();
    }

    public String getName() {
        return found().map(Identity::username).orElse("");
    }

    public String getRole() {
        return found().map(one -> one.role().code()).orElse("");
    }

    /** Whether they may change anything. */
    public boolean isOperator() {
        return found().map(one -> one.role().mayChange()).orElse(false);
    }

    /** {@code en} or {@code zh-CN}: what they chose, else what their browser asks for. */
    public Locale getLocale() {
        String language = cookie(LANGUAGE)
                .orElseGet(() -> PageRequest.current().getLocale().getLanguage());
        return language.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    public String getLanguage() {
        return getLocale().toLanguageTag();
    }

    /** {@code light}, {@code dark}, or {@code system} for what their system likes. */
    public String getTheme() {
        return cookie(THEME).filter(THEMES::contains).orElse("system");
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = PageRequest.current().getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}

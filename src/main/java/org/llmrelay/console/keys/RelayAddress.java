package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.PageRequest;
import org.llmrelay.settings.Settings;
import org.llmrelay.settings.TextSetting;

/** Where the visitor finds this relay: where an operator says; else as their browser sees it, behind a proxy that says so. */
@Named
@RequestScoped
public class RelayAddress {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    @Inject
    Settings settings;

    /** Such as {@code https://relay.example.com}, without a slash at the end. */
    public String getBase() {
        String said = settings.text(TextSetting.PUBLIC_ADDRESS);
        return said.isEmpty() ? seen() : said;
    }

    private String seen() {
        String scheme = first(PageRequest.current().getHeader("X-Forwarded-Proto"));
        String host = first(PageRequest.current().getHeader("X-Forwarded-Host"));
        String usual = PageRequest.current().getHeader("Host");
        String shown = isHost(host)
                ? host
                : isHost(usual) ? usual : PageRequest.current().getServerName();
        String way = "https".equals(scheme) || "http".equals(scheme)
                ? scheme
                : PageRequest.current().getScheme();
        return way + "://" + shown + PageRequest.current().getContextPath();
    }

    /** The address of a page. */
    public String page(String path) {
        return getBase() + path;
    }

    private static boolean isHost(@Nullable String host) {
        return host != null && HOST.matcher(host).matches();
    }

    private static @Nullable String first(@Nullable String list) {
        return list == null ? null : list.split(",", 2)[0].strip();
    }
}

package org.llmrelay.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.settings.Icon;
import org.llmrelay.settings.Settings;
import org.llmrelay.settings.TextSetting;

/** The icon that an operator has put in the place of the relay's own. Anybody may see it, as on the page to sign in. */
@WebServlet(IconServlet.PATH)
public class IconServlet extends HttpServlet {
    static final String PATH = "/web/icon";

    private transient @Nullable Settings settings;

    /** Called by the container. */
    @Inject
    public void wire(Settings settings) {
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Settings known = settings;
        Optional<byte[]> picture = known == null ? Optional.empty() : Icon.picture(known.text(TextSetting.ICON));
        if (picture.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("image/png");
        // Its address changes with it.
        response.setHeader("Cache-Control", "private, max-age=86400");
        response.setContentLength(picture.get().length);
        response.getOutputStream().write(picture.get());
    }
}

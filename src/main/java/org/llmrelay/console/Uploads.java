package org.llmrelay.console;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.settings.Icon;

/** Reads what visitors upload. */
final class Uploads {
    private Uploads() {}

    /** The bytes of a file; none where there is no file or it is too large. */
    static byte[] bytes(@Nullable Part file, int most) {
        if (file == null || file.getSize() > most) {
            return new byte[0];
        }
        try (InputStream in = file.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** An icon as its address; nothing where it is none. */
    static Optional<String> icon(Part file) {
        return Icon.address(bytes(file, Icon.MOST_BYTES));
    }
}

package org.llmrelay.it;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as Maven built it, and where the server that runs it listens. */
final class RelayWar {
    static final int PORT = Integer.parseInt(System.getenv("RELAY_PORT"));

    private RelayWar() {}

    static WebArchive built() {
        Path war = Path.of("target", "llm-relay.war");
        return ShrinkWrap.create(ZipImporter.class, war.getFileName().toString())
                .importFrom(war.toFile())
                .as(WebArchive.class);
    }
}

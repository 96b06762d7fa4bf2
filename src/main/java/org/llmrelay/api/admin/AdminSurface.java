package org.llmrelay.api.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.llmrelay.api.BodyGate;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.Gate;
import org.llmrelay.api.Surface;

/** The admin API on its paths. Bodies are taken in before a thread looks at a request. */
public final class AdminSurface implements Surface {
    /** The largest backup that can be restored at once, and all that this node holds of backups. */
    static final int MOST_OF_A_BACKUP = 64 * 1024 * 1024;

    private static final Set<String> FILES = Set.of(BackupResource.RESTORE, ImportResource.FILE);
    private static final long BUDGET = 16L * FormReader.MOST_BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdminApi api;
    private final ProblemMapper problems;
    private final Gate gate;

    /**
     * @param faults is told of every mistake of ours
     * @param timer is only used for bodies that do not come at once
     */
    public AdminSurface(AdminApi api, Consumer<Throwable> faults, InstantSource clock, ScheduledExecutorService timer) {
        this.api = api;
        this.problems = new ProblemMapper(faults);
        Gate forms = gate(new EntranceConfig(FormReader.MOST_BYTES, BUDGET, PATIENCE), clock, timer);
        Gate backups = gate(new EntranceConfig(MOST_OF_A_BACKUP, MOST_OF_A_BACKUP, PATIENCE), clock, timer);
        this.gate = new TokenGate(
                api.sessions(), AdminSurface::isFile, (request, response) -> (isFile(request) ? backups : forms)
                        .passes(request, response));
    }

    private static boolean isFile(HttpServletRequest request) {
        return FILES.contains(
                request.getRequestURI().substring(request.getContextPath().length()));
    }

    private static Gate gate(EntranceConfig config, InstantSource clock, ScheduledExecutorService timer) {
        return new BodyGate(
                new BodyIntake(config, clock, timer), why -> BodyRefusal.rendered(why, config.bodyLimit()), timer);
    }

    @Override
    public List<RestMount> resources() {
        List<Object> components = new ArrayList<>(api.resources());
        components.addAll(api.providers());
        components.add(problems);
        return List.of(RestMount.of("admin", List.of("/admin/api/*"), components, gate));
    }
}

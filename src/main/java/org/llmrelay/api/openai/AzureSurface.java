package org.llmrelay.api.openai;

import java.util.List;
import java.util.stream.Stream;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.Surface;

/** What callers of Azure find: its deployments, and OpenAI's addresses below its own and below the prefix. */
public final class AzureSurface implements Surface {
    private final String prefix;
    private final OpenAiSurface.Entrances entrances;
    private final DialectFailures failures;
    private final List<OpenAiSurface> plain;

    /**
     * @param prefix what the paths begin with, such as {@code /azure}
     * @param entrances whose doors turn Azure's addresses with {@link AzureAddress#plain}
     * @param failures in the form of the dialects
     */
    public AzureSurface(
            String prefix, OpenAiSurface.Entrances entrances, ModelsResource models, DialectFailures failures) {
        this.prefix = prefix;
        this.entrances = entrances;
        this.failures = failures;
        this.plain = Stream.of(prefix, prefix + "/openai")
                .map(place -> new OpenAiSurface(place, entrances, models, failures))
                .toList();
    }

    @Override
    public List<Mount> servlets() {
        return plain.stream().flatMap(surface -> surface.servlets().stream()).toList();
    }

    @Override
    public List<RestMount> resources() {
        RestMount deployments = RestMount.ofCalls(
                "azure-deployments",
                List.of(prefix + AzureAddress.DEPLOYMENTS + "/*"),
                List.of(new DeploymentsResource(entrances), failures),
                DeploymentsResource.gate(entrances.responses(), MethodGate.forCalls(entrances.responses())));
        return Stream.concat(Stream.of(deployments), plain.stream().flatMap(surface -> surface.resources().stream()))
                .toList();
    }
}

package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** What becomes of calls when the relay is stopped under them. */
@ExtendWith(ArquillianExtension.class)
class StoppingNodeIT {
    private static final int MANAGEMENT_PORT = Integer.getInteger("it.management.port");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void endsCallsAndBooksThemBeforeItGoes() throws Exception {
        Account account = world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        world.upstream().next(Behaviours.normal().stallAfterEvents(4, new Hold()));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key)).readHead();
            assertThat(Events.in(caller.readEvents(4))).hasSize(4);

            redeploy();

            assertThatThrownBy(caller::readBody).isInstanceOf(IOException.class);
        }
        Patience.until(
                "the relay is back",
                () -> RelayClient.send(Ask.get("/health/ready")).status() == 200);

        JsonNode call = world.booked(key);
        Usages.requireEstimated(call, MessageScript.greeting().tokens());
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(world.state(account).path("running_calls").asInt()).isZero();
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    private static void redeploy() throws IOException {
        ModelNode operation = new ModelNode();
        operation.get("address").add("deployment", "llm-relay.war");
        operation.get("operation").set("redeploy");
        try (ModelControllerClient server =
                ModelControllerClient.Factory.create(InetAddress.getLoopbackAddress(), MANAGEMENT_PORT)) {
            ModelNode result = server.execute(operation);
            assertThat(result.get("outcome").asString()).as(result.toString()).isEqualTo("success");
        }
    }
}

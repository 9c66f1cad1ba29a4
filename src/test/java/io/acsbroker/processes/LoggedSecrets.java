package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker that logs all that it can, and what must not be in that log. */
abstract class LoggedSecrets {
  /** As long as tokens are, which are never taken for an error code or for an id of an answer. */
  static final String ECHOED =
      "c2VjcmV0aGVhZGVy".repeat(8) + ".echoed." + "c2VjcmV0dG9rZW4".repeat(8);

  /**
   * How signed tokens begin, whichever parameter is first, and the scheme that stands before one.
   * {@code eyJ} alone may stand in a random id.
   */
  static final List<String> OF_TOKENS =
      List.of("eyJhbGciO", "eyJ0eXAiO", "eyJraWQiO", "eyJ4NXQiO", "Bearer ey");

  final List<String> secrets = new ArrayList<>();
  LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
    for (SampleUser user : SampleDirectory.users()) {
      secrets.add(user.objectId());
      secrets.add(user.userName());
    }
    secrets.add(cloud.identity().secret());
    secrets.add(cloud.acs().connectionString().split("accesskey=", 2)[1]);
    secrets.addAll(OF_TOKENS);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  String secret(String token) {
    secrets.add(token);
    secrets.add(token.substring(token.lastIndexOf('.') + 1));
    String first = token.split("\\.", 2)[0];
    // That of a signed token stands above, and what is short stands anywhere
    if (!first.startsWith("eyJ") && first.length() > 10) {
      secrets.add(first);
    }
    return token;
  }

  String token(TokenOrder order) {
    return secret(cloud.entra().token(order));
  }

  static void exchange(BrokerProcess broker, String code, String token) {
    HttpResponse<String> response = RunningBroker.send(broker.request(token));
    String given =
        response.statusCode() == 200
            ? "granted"
            : RunningBroker.json(response).string("code").orElseThrow();
    assertEquals(code, given, response.body());
  }

  void assertLogsNoSecret(Map<String, String> settings, Consumer<BrokerProcess> run) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("BROKER_DEADLINE_SECONDS", "3");
    BrokerProcess broker = BrokerProcess.start(cloud, all);
    broker.awaitReadiness();
    try (broker) {
      run.accept(broker);
    }
    String log = broker.log();
    assertTrue(log.contains("\"code\":\"granted\""), "nothing was logged");
    assertTrue(log.contains("com.azure"), "the SDK logged nothing");
    for (String secret : secrets) {
      assertFalse(
          log.contains(secret),
          () -> log.lines().filter(line -> line.contains(secret)).findFirst().orElseThrow());
    }
  }

  void sendSubjectToken(BrokerProcess broker, String subjectToken) {
    RunningBroker.send(
        broker
            .request(token(TokenOrder.forCaller(SampleDirectory.ADELE)))
            .header("teams-user-aad-token", subjectToken));
  }
}

package io.acsbroker.processes;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.overhttp.RunningBroker;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With every logger at its finest, whatever a service repeats of what it was sent. */
@Tag("slow")
class EchoesInNoLogIT extends LoggedSecrets {
  @Test
  void keepsWhatAcsRepeatsOfAnExchangeOutOfEveryLog() {
    assertLogsNoSecret(
        Map.of(),
        broker -> {
          TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
          exchange(broker, "granted", token(adele));
          String real = token(adele);
          for (Echo form : Echo.values()) {
            for (int status : new int[] {200, 201, 400, 403}) {
              cloud.acs().answerExchanges(form.answer(status, status % 2 == 0 ? real : ECHOED));
              RunningBroker.send(broker.request(token(adele)));
            }
          }
        });
  }

  @Test
  void keepsWhatEntraRepeatsOutOfEveryLog() {
    Map<String, String> settings = new HashMap<>(cloud.settingsOnBehalfOf());
    assertLogsNoSecret(
        settings,
        broker -> {
          TokenOrder adele = TokenOrder.forCaller(SampleDirectory.ADELE);
          exchange(broker, "granted", token(adele));
          for (Echo form : Echo.values()) {
            for (int status : new int[] {200, 400, 401}) {
              cloud.entra().onBehalfOf().answerRequests(form.answer(status, ECHOED));
              RunningBroker.send(broker.request(token(adele)));
            }
          }
        });
  }

  @Test
  void keepsWhatAcsAndTheTableRepeatOutOfEveryLog() {
    Map<String, String> settings = new HashMap<>(cloud.settingsForCallers());
    settings.put("BROKER_USER_EXCHANGE_LIMIT", "1000000");
    assertLogsNoSecret(settings, this::runThroughTheIdentityRoutes);
  }

  private void runThroughTheIdentityRoutes(BrokerProcess broker) {
    sendSubjectToken(broker, token(TokenOrder.forUser(SampleDirectory.ADELE)));
    askForEverything(broker);
    String real = token(TokenOrder.forUser(SampleDirectory.ADELE));
    for (Echo form : Echo.values()) {
      for (int status : new int[] {200, 201, 400, 404}) {
        CannedAnswer answer = form.answer(status, status % 2 == 0 ? real : ECHOED);
        cloud.acs().identityRequests().answerAll(answer);
        askForEverything(broker);
        cloud.acs().identityRequests().answerAll(null);
        cloud.table().answerRequests(answer);
        askForEverything(broker);
        cloud.table().answerRequests(null);
      }
    }
    askForEverything(broker);
  }

  private void askForEverything(BrokerProcess broker) {
    for (String request :
        List.of(
            "POST /api/user",
            "GET /api/user",
            "GET /api/token",
            "POST /api/user/revoke",
            "DELETE /api/user",
            "GET /api/token")) {
      String[] parts = request.split(" ", -1);
      RunningBroker.send(
          broker
              .request(token(TokenOrder.forCaller(SampleDirectory.ADELE)))
              .uri(broker.uri().resolve(parts[1]))
              .method(parts[0], BodyPublishers.noBody()));
      cloud.acs().identities().ids().forEach(secrets::add);
    }
  }
}

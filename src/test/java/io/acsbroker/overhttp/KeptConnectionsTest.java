package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the broker uses its connections to ACS: a TLS handshake costs more than an exchange. */
class KeptConnectionsTest {
  private static final int AT_ONCE = 8;
  private static final int ROUNDS = 8;
  private static final int FIRST_USER = 7_000;

  @Test
  void areKeptForTheExchangesOfOthers() {
    try (RunningBroker broker = RunningBroker.start()) {
      BrokerStarts.awaitEnd();
      int before = RunningBroker.CLOUD.acs().connections();
      int exchangesBefore = RunningBroker.CLOUD.acs().exchanges();
      for (int round = 0; round < ROUNDS; round++) {
        int first = FIRST_USER + round * AT_ONCE;
        List<CompletableFuture<Integer>> answers =
            IntStream.range(first, first + AT_ONCE).mapToObj(user -> status(broker, user)).toList();
        answers.forEach(answer -> assertEquals(200, answer.join()));
      }
      int exchanges = RunningBroker.CLOUD.acs().exchanges() - exchangesBefore;
      int opened = RunningBroker.CLOUD.acs().connections() - before;
      assertEquals(ROUNDS * AT_ONCE, exchanges);
      assertTrue(opened <= AT_ONCE, opened + " connections for " + exchanges + " exchanges");
    }
  }

  private static CompletableFuture<Integer> status(RunningBroker broker, int user) {
    String token =
        RunningBroker.CLOUD.entra().token(TokenOrder.forUser(InventedUsers.number(user)));
    HttpRequest.Builder request = broker.anonymous().header("Authorization", "Bearer " + token);
    return RunningBroker.sending(request).thenApply(HttpResponse::statusCode);
  }
}

package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.one;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.token.AcsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the command does where a broker changes the same rows at the same time. */
class IdentityMeanwhileTest {
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  @Test
  void removesWhatTheBrokerHasMadeMeanwhile() throws Exception {
    AcsIdentity planned = kept.keep(person(1));
    AcsIdentity later = KeptIdentities.made();
    onceBefore("DELETE", () -> kept.replace(person(1), later));
    kept.command("remove" + one(1)).assertDone("1 of 1 identity removed.");
    assertFalse(isAtAcs(planned) || isAtAcs(later) || kept.hasRow(person(1)));
  }

  @Test
  void revokesWhatTheBrokerHasMadeMeanwhile() throws Exception {
    AcsIdentity planned = kept.keep(person(1));
    AcsIdentity later = KeptIdentities.made();
    List<String> asked = new ArrayList<>();
    onceBefore(
        "POST",
        () -> {
          CLOUD.acs().identities().forget(planned.id());
          kept.replace(person(1), later);
        },
        asked);
    kept.command("revoke" + one(1)).assertDone("revoked    " + id(1) + "  1 of 1");
    assertTrue(asked.getLast().contains(later.id()), asked.toString());
  }

  @Test
  void takesARowThatIsGoneMeanwhileForRemoved() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("DELETE")
                        ? CannedAnswer.empty(404).with("x-ms-error-code", "ResourceNotFound")
                        : handler.answer(request));
    kept.command("remove" + one(1)).assertDone("1 of 1 identity removed.");
  }

  @Test
  void givesUpOnARowThatChangesAllTheTime() throws Exception {
    kept.keep(person(1));
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("DELETE")
                        ? CannedAnswer.empty(412)
                        : handler.answer(request));
    kept.command("remove" + one(1))
        .assertRefused(
            "kept       "
                + id(1)
                + "  1 of 1  (the broker makes new ones all the time: block the sign-in first)");
  }

  private void onceBefore(String method, Runnable action) {
    onceBefore(method, action, new ArrayList<>());
  }

  private static void onceBefore(String method, Runnable action, List<String> asked) {
    AtomicInteger requests = new AtomicInteger();
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                (LoopbackRequest request) -> {
                  asked.add(request.path());
                  if (request.method().equals(method) && requests.incrementAndGet() == 1) {
                    action.run();
                  }
                  return handler.answer(request);
                });
  }
}

package io.acsbroker.administration;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.OTHER;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.isAtAcs;
import static io.acsbroker.administration.KeptIdentities.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.token.AcsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant leaves, and the command is cut: started again it ends with nothing left. */
class CutLeavingTenantTest {
  private static final String OF_TENANT = "--tenant=" + TENANT.value();
  private static final String REMOVE = "remove all identities";
  private static final String NONE_LEFT =
      "The table has no row of " + TENANT.value() + " any more.";

  /** Two pages of the plan, two of the run with three identities and three rows, one of the end. */
  private static final int REQUESTS = 11;

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
    CLOUD.table().answerRequests(null);
  }

  private static List<AcsIdentity> keepThree(KeptIdentities kept) throws InterruptedException {
    List<AcsIdentity> identities = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      identities.add(kept.keep(person(number)));
    }
    return identities;
  }

  /** Has ACS and the table refuse one request of all that come, before it is done or after. */
  private static void cutAt(int request, boolean done) {
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<LoopbackHandler> cut =
        handler ->
            it -> {
              if (requests.incrementAndGet() != request) {
                return handler.answer(it);
              }
              if (done) {
                handler.answer(it);
              }
              return CannedAnswer.empty(400);
            };
    CLOUD.acs().identityRequests().disturb(cut);
    CLOUD.table().disturbRequests(handler -> cut.apply(KeptIdentities.ofTwo(handler)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnWhereverItWasCut(boolean done) throws Exception {
    for (int request = 1; request <= REQUESTS; request++) {
      undisturbed();
      KeptIdentities kept = new KeptIdentities();
      List<AcsIdentity> identities = keepThree(kept);
      AcsIdentity others = kept.keep(person(OTHER, 1));

      cutAt(request, done);
      assertEquals(1, kept.command(REMOVE, OF_TENANT).exitCode(), "cut at " + request);
      undisturbed();
      for (int number = 1; number <= 3; number++) {
        assertTrue(
            kept.hasRow(person(number)) || !isAtAcs(identities.get(number - 1)),
            "an identity that no row names, cut at " + request);
      }

      KeptIdentities.pagesOfTwo();
      int exitCode = kept.command(REMOVE, OF_TENANT).exitCode();
      assertEquals(allGoneBefore(request, done) ? 2 : 0, exitCode, "cut at " + request);
      assertTrue(identities.stream().noneMatch(KeptIdentities::isAtAcs), "cut at " + request);
      assertTrue(kept.rows() == 1 && kept.hasRow(person(OTHER, 1)) && isAtAcs(others));
    }
  }

  private static boolean allGoneBefore(int request, boolean done) {
    return request == REQUESTS || (done && request == REQUESTS - 1);
  }

  @Test
  void asksNoMoreThanTheseCutsHaveTried() throws Exception {
    KeptIdentities kept = new KeptIdentities();
    keepThree(kept);
    cutAt(REQUESTS + 1, false);
    kept.command(REMOVE, OF_TENANT).assertDone(NONE_LEFT);
  }

  /** What is removed at ACS and has its row still is done the next time. */
  @Test
  void takesAnIdentityThatIsGoneSinceTheCutForRemoved() throws Exception {
    KeptIdentities kept = new KeptIdentities();
    List<AcsIdentity> identities = keepThree(kept);
    CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("DELETE")
                        ? CannedAnswer.empty(403)
                        : handler.answer(request));
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("0 of 3 identities removed. For the rest, run the same command again.");
    assertFalse(isAtAcs(identities.getFirst()));
    assertEquals(3, kept.rows());
    undisturbed();
    kept.command(REMOVE, OF_TENANT)
        .assertDone("removed    " + id(1) + "  1 of 3  (ACS had none any more)")
        .assertDone("removed    " + id(2) + "  2 of 3")
        .assertDone(NONE_LEFT);
  }

  /** ACS takes 500 deletions in half a minute, and says how long to wait. */
  @ParameterizedTest
  @CsvSource({"429", "503"})
  void waitsAfterTheFirstDeletionAsAcsSays(int status) throws Exception {
    KeptIdentities kept = new KeptIdentities();
    keepThree(kept);
    AtomicInteger deletions =
        KeptIdentities.acsAnswers(
            (deletion, acs, request) ->
                deletion == 2 || deletion == 3
                    ? CannedAnswer.empty(status).with("Retry-After", "0")
                    : acs.answer(request));
    kept.command(REMOVE, OF_TENANT).assertDone("3 of 3 identities removed.").assertDone(NONE_LEFT);
    assertEquals(5, deletions.get());
  }

  /** The answer of the table that says whether anything is left cannot be had. */
  @Test
  void doesNotSayThatNothingIsLeftWhereItCannotKnow() throws Exception {
    KeptIdentities kept = new KeptIdentities();
    keepThree(kept);
    cutAt(REQUESTS, false);
    kept.command(REMOVE, OF_TENANT)
        .assertRefused("3 of 3 identities removed.")
        .assertRefused(
            "HTTP 400. The table takes no such request. Whether any row is left is not known: run"
                + " the command again.");
  }
}

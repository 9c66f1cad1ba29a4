package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.token.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Who asks for the same, while it is under way and afterwards. */
class SharedAnswersTest {
  private static final HashKey KEY = HashKey.of(List.of("this"));
  private static final HashKey OTHER = HashKey.of(List.of("that"));

  private final ManualClock clock = new ManualClock();
  private Instant goodUntil = clock.instant().plusSeconds(60);
  private final SharedAnswers<String> answers =
      new SharedAnswers<>(clock, answer -> goodUntil, 100, Duration.ofHours(1));

  private CompletableFuture<String> entered(HashKey key) {
    CompletableFuture<String> request = new CompletableFuture<>();
    assertEquals(Optional.empty(), answers.sameOrEnter(key, request));
    return request;
  }

  private void assertForgotten(HashKey key) {
    assertEquals(Optional.empty(), answers.sameOrEnter(key, new CompletableFuture<>()));
  }

  private Known<String> known(HashKey key) {
    return answers.sameOrEnter(key, new CompletableFuture<>()).orElseThrow();
  }

  @Test
  void letsOthersWaitForTheRequestThatIsUnderWay() {
    CompletableFuture<String> request = entered(KEY);
    assertEquals(new Known<>(request, false), known(KEY));
    assertForgotten(OTHER);
    answers.end(KEY, request, "answer");
    assertEquals("answer", request.join());
  }

  @Test
  void remembersAnAnswerForAsLongAsItIsGood() {
    CompletableFuture<String> request = entered(KEY);
    answers.end(KEY, request, "answer");
    assertEquals(1, answers.size());
    clock.pass(Duration.ofSeconds(60).minusNanos(1));
    assertEquals(new Known<>(request, true), known(KEY));
    clock.pass(Duration.ofNanos(1));
    assertForgotten(KEY);
  }

  @Test
  void remembersNothingThatIsGoodForOneRequestAlone() {
    goodUntil = Instant.MIN;
    CompletableFuture<String> request = entered(KEY);
    answers.end(KEY, request, "answer");
    assertEquals("answer", request.join());
    assertEquals(0, answers.size());
  }

  @Test
  void throwsABugAtAllWhoWaitAndForgetsIt() {
    CompletableFuture<String> request = entered(KEY);
    CompletableFuture<String> waiting = known(KEY).request();
    answers.fail(KEY, request, new ArithmeticException("a bug"));
    CompletionException thrown = assertThrows(CompletionException.class, waiting::join);
    assertInstanceOf(ArithmeticException.class, thrown.getCause());
    assertForgotten(KEY);
  }

  @Test
  void asksAgainWhereARequestWasCancelled() {
    CompletableFuture<String> request = entered(KEY);
    request.cancel(true);
    assertForgotten(KEY);
  }

  @Test
  void putsAnAnswerOverNoneOrOneThatIsMeantAndOverNothingUnderWay() {
    CompletableFuture<String> request = entered(KEY);
    answers.putOver(KEY, "wrong", answer -> true);
    assertSame(request, known(KEY).request(), "it is under way");
    answers.end(KEY, request, "answer");
    answers.putOver(KEY, "wrong", "another"::equals);
    assertSame(request, known(KEY).request(), "it is not the one that is meant");
    answers.putOver(KEY, "wrong", "answer"::equals);
    assertEquals("wrong", known(KEY).request().join());
    answers.putOver(OTHER, "first", answer -> false);
    assertEquals("first", known(OTHER).request().join());
  }

  @Test
  void putsAnAnswerOverOneThatIsNoLongerGood() {
    answers.end(KEY, entered(KEY), "answer");
    clock.pass(Duration.ofSeconds(60));
    answers.putOver(KEY, "wrong", answer -> false);
    goodUntil = clock.instant().plusSeconds(5);
    assertEquals("wrong", known(KEY).request().join());
  }

  @Test
  void forgetsTheAnswerThatIsMeantAndNoOther() {
    CompletableFuture<String> request = entered(KEY);
    answers.forget(KEY, answer -> true);
    assertSame(request, known(KEY).request(), "a request under way has no answer to forget");
    answers.end(KEY, request, "answer");
    answers.forget(KEY, "another"::equals);
    assertSame(request, known(KEY).request());
    answers.forget(KEY, "answer"::equals);
    assertForgotten(KEY);
  }

  @Test
  void keepsTheGoodAnswerWhereTheRequestIsEndedOnceMore() {
    CompletableFuture<String> request = entered(KEY);
    answers.end(KEY, request, "answer");
    goodUntil = Instant.MIN;
    answers.end(KEY, request, "late");
    goodUntil = clock.instant().plusSeconds(60);
    assertEquals("answer", known(KEY).request().join());
  }

  @Test
  void remembersNoAnswerToARequestThatWasForgottenMeanwhile() {
    CompletableFuture<String> request = entered(KEY);
    answers.forget(KEY);
    answers.end(KEY, request, "answer");
    assertEquals("answer", request.join(), "who waited already is given it");
    assertEquals(0, answers.size());
  }

  @Test
  void holdsWhatIsUnderWayHoweverManyAnswersThereAre() {
    CompletableFuture<String> request = entered(KEY);
    for (int i = 0; i < 200; i++) {
      HashKey key = HashKey.of(List.of("answer " + i));
      answers.end(key, entered(key), "answer");
    }
    assertEquals(new Known<>(request, false), known(KEY));
    assertEquals(101, answers.size());
  }
}

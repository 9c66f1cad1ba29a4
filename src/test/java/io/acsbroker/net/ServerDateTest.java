package io.acsbroker.net;

import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers tell what time their server has, and by which moment. */
class ServerDateTest extends AnsweringServers {
  @Test
  void areNoneOfAnAnswerThatIsAFailureOfItsServer() {
    ahead = Duration.ofMinutes(5);
    for (int i = 0; i < 9; i++) {
      servers.listening(ENTRA).accept(new Head(502, dated(world.instant())));
      servers.listening(ACS).accept(new Head(500, dated(world.instant())));
      world.pass(Duration.ofMinutes(1));
    }
    assertNothing();
  }

  @Test
  void areThoseOfAnAnswerThatRefusesTheBroker() {
    ahead = Duration.ofMinutes(5);
    servers.listening(ENTRA).accept(new Head(400, dated(world.instant())));
    servers.listening(ACS).accept(new Head(401, dated(world.instant())));
    assertWrong("The broker's clock is 5 min ahead of that of acs.example and login.example");
  }

  @Test
  void areNoneOfACache() {
    for (int i = 0; i < 9; i++) {
      Instant made = world.instant().minus(Duration.ofHours(1));
      answersWith(ENTRA, Map.of("Date", List.of(date(made)), "Age", List.of("3600")));
    }
    assertNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1777888800", "2026-05-04T10:00:00Z"})
  void areNoneOfAnAnswerWhoseDateIsNone(String garbage) {
    for (int i = 0; i < 9; i++) {
      answersWith(ACS, Map.of("Date", List.of(garbage)));
      answersWith(ENTRA, Map.of());
    }
    assertNothing();
  }

  @Test
  void areNoneOfAnAnswerWithTwoDates() {
    String old = date(world.instant().minus(Duration.ofHours(1)));
    for (int i = 0; i < 9; i++) {
      answersWith(ACS, Map.of("Date", List.of(old, date(world.instant()))));
    }
    assertNothing();
  }

  @Test
  void areThoseBetweenSendingAndReceivingHoweverLongThatTook() {
    for (int i = 0; i < 2; i++) {
      Head early = new Head(200, dated(world.instant()));
      Consumer<ResponseInfo> entra = servers.listening(ENTRA);
      Consumer<ResponseInfo> acs = servers.listening(ACS);
      world.pass(Duration.ofMinutes(4));
      entra.accept(early);
      acs.accept(new Head(200, dated(world.instant())));
    }
    assertNothing();
  }
}

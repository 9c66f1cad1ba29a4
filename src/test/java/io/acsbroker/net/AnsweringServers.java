package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.ManualClock;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of {@link ServerClock} share: two servers that answer, and the log. */
abstract class AnsweringServers {
  static final String ENTRA = "login.example";
  static final String ACS = "acs.example";

  /** What time it is, for servers that are right and for a clock that nobody sets. */
  final ManualClock world = new ManualClock();

  final List<String> log = new ArrayList<>();
  final Logger logger = Logger.getLogger(ServerClock.class.getName());
  private final Handler lines = new Lines();
  Duration ahead = Duration.ZERO;
  final ServerClock servers = new ServerClock(() -> world.instant().plus(ahead), world::nanoTime);

  private final class Lines extends Handler {
    private final Thread own = Thread.currentThread();

    @Override
    public void publish(LogRecord line) {
      // Brokers of other tests in this process hear of servers on threads of theirs
      if (Thread.currentThread() == own) {
        log.add(line.getLevel() + " " + line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
    logger.setFilter(null);
  }

  /** What is known of an answer before its body. */
  record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static HttpHeaders headers(Map<String, List<String>> headers) {
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  static HttpHeaders dated(Instant time) {
    return headers(Map.of("Date", List.of(date(time))));
  }

  static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  void answersWith(String server, Map<String, List<String>> headers) {
    servers.listening(server).accept(new Head(200, headers(headers)));
  }

  void answers(String server) {
    answersWrong(server, Duration.ZERO);
  }

  /** By a clock that is so much ahead of all others. */
  void answersWrong(String server, Duration by) {
    answersWith(server, Map.of("Date", List.of(date(world.instant().plus(by)))));
  }

  void assertWrong(String by) {
    assertEquals(Optional.of(by), servers.problem());
  }

  void assertNothing() {
    assertEquals(Optional.empty(), servers.problem());
    assertEquals(List.of(), log);
  }
}

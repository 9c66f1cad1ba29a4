package io.acsbroker.local.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.signin.SignIn;
import io.acsbroker.overhttp.RunningBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For how long faults last. */
class LocalFaultsTest {
  private static final Instant NOW = Instant.parse("2026-02-03T10:00:00Z");

  private final MovableClock clock = new MovableClock(() -> NOW);
  private final List<Duration> times = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private final LocalFaults faults =
      new LocalFaults(
          (time, end) -> {
            times.add(time);
            ends.add(end);
          });

  private void begin(String order) throws Exception {
    LocalCloud cloud = RunningBroker.CLOUD;
    Services services =
        new Services(
            cloud.entra(),
            new SignIn(cloud.entra(), cloud.acs()::refusal, clock),
            cloud.elsewhere(),
            cloud.acs(),
            cloud.identity(),
            cloud.table(),
            clock);
    faults.begin(FaultOrderReader.read(order, cloud.directory()).orElseThrow(), services);
  }

  private long shift() {
    return Duration.between(NOW, clock.instant()).toSeconds();
  }

  @Test
  void lastUntilTheyAreEnded() throws Exception {
    begin("{\"fault\":\"clock-shifted\",\"seconds\":-30}");
    assertEquals(-30, shift());
    assertEquals(List.of(), times);
    faults.end();
    assertEquals(0, shift());
  }

  @Test
  void lastAsLongAsWasAskedFor() throws Exception {
    begin("{\"fault\":\"clock-shifted\",\"forSeconds\":20}");
    assertEquals(List.of(Duration.ofSeconds(20)), times);
    assertEquals(600, shift());
    ends.getFirst().run();
    assertEquals(0, shift());
    assertEquals(List.of(), faults.now());
  }

  @Test
  void areNotEndedByTheTimeOfAnEarlierOne() throws Exception {
    begin("{\"fault\":\"clock-shifted\",\"forSeconds\":20}");
    begin("{\"fault\":\"clock-shifted\",\"seconds\":5}");
    ends.getFirst().run();
    assertEquals(5, shift());
    assertEquals(1, faults.now().size());
  }
}

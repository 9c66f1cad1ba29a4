package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the functions tell that look at the broker itself. */
class HealthFunctionsTest {
  private final FunctionFixture fixture = new FunctionFixture();

  private HttpResponseMessage ready() {
    return new ReadinessFunction(check(), "1.2.3", fixture.runner)
        .run(SampleRequest.of("GET", Map.of(), Optional.empty()), fixture.context());
  }

  private ReadinessCheck check() {
    return new ReadinessCheck(fixture.ready(), fixture.clock);
  }

  @Test
  void isAliveWhateverElseIs() {
    HttpResponseMessage response =
        new HealthFunction("1.2.3", fixture.runner)
            .run(SampleRequest.of("GET", Map.of(), Optional.empty()), fixture.context());
    assertEquals(200, response.getStatusCode());
    assertEquals("{\"status\":\"alive\",\"version\":\"1.2.3\"}", response.getBody());
    assertEquals(0, fixture.looks);
  }

  @Test
  void isReadyWhereNothingIsMissing() {
    HttpResponseMessage response = ready();
    assertEquals(200, response.getStatusCode());
    assertEquals("{\"status\":\"ready\",\"version\":\"1.2.3\"}", response.getBody());
  }

  @Test
  void tellsWhatIsMissingAndWhyInTheLogAlone() {
    fixture.keysMissing = Optional.of("keys of a tenant");
    fixture.noticed = List.of(new ReadinessProblem(Kind.ACS, "ACS denies the broker"));
    HttpResponseMessage response = ready();
    assertEquals(503, response.getStatusCode());
    assertEquals("10", response.getHeader("Retry-After"));
    String text = String.valueOf(response.getBody());
    JsonObject body = JsonObject.parse(text).orElseThrow();
    assertEquals(Optional.of("not_ready"), body.string("code"));
    assertEquals(List.of("signing keys", "acs"), body.strings("missing"));
    assertFalse(text.contains("keys of a tenant"), text);
    assertEquals(
        Optional.of("signing keys: keys of a tenant; acs: ACS denies the broker"),
        JsonObject.parse(fixture.line()).orElseThrow().string("reason"));
  }

  /** A further instance is held back until all of its start is done. */
  @Test
  void warmsUpByLookingAndByDoingTheRestOfTheStartAtOnce() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Duration never = Duration.ofHours(1);
    RestOfStart rest = new RestOfStart(List.of(() -> done.complete(true)), never, never);
    rest.asked();
    rest.begin();
    new WarmUpFunction(check(), rest).run(new Object(), fixture.context());
    assertTrue(done.isDone(), "it waited for the rest of the start");
    assertEquals(1, fixture.looks);
    assertEquals(List.of(), fixture.lines(), "there is nothing to tell");
  }

  @Test
  void saysAfterWarmingUpWhatIsMissing() {
    fixture.keysMissing = Optional.of("keys of a tenant");
    RestOfStart rest = new RestOfStart(List.of());
    rest.begin();
    rest.hurry();
    assertTrue(rest.awaitEnd(Deadline.in(Duration.ofSeconds(20))));
    new WarmUpFunction(check(), rest).run(new Object(), fixture.context());
    assertEquals(List.of("Not ready: signing keys: keys of a tenant"), fixture.lines());
  }
}

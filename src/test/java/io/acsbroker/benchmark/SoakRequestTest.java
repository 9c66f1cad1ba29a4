package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the soak would notice an answer that is wrong. */
class SoakRequestTest {
  private static final SoakRequest GOOD = new SoakRequest("h.p.signature", "ada", false, 0);
  private static final SoakAnswer GRANTED = new SoakAnswer(200, null, "8:orgid:ada", "issued");

  @Test
  void acceptsATokenOfTheRightUserAlone() {
    assertEquals(Optional.empty(), fault(GOOD, GRANTED, "ada"));
    assertNotEquals(Optional.empty(), fault(GOOD, GRANTED, "bob"));
    SoakAnswer named = new SoakAnswer(200, null, "8:orgid:bob", "issued");
    assertNotEquals(Optional.empty(), fault(GOOD, named, "ada"));
    assertNotEquals(Optional.empty(), GOOD.fault(GRANTED, true, token -> Optional.empty()));
  }

  @Test
  void acceptsNoTokenForOneThatWasTamperedWith() {
    SoakRequest tampered = GOOD.tampered();
    assertNotEquals(GOOD.token(), tampered.token());
    assertNotEquals(Optional.empty(), fault(tampered, GRANTED, "ada"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, false, true, wrong",
    "401, false, false, right",
    "401, true, true, right",
    "403, false, true, wrong",
    "429, false, true, wrong",
    "500, false, true, wrong",
    "502, false, true, right",
    "503, false, true, right",
    "504, false, true, right",
    "500, true, true, wrong",
    "502, true, true, wrong",
    "503, true, true, right"
  })
  void knowsWhichRefusalsTheFaultsExcuse(
      int status, boolean tampered, boolean current, String verdict) {
    SoakRequest request = tampered ? GOOD.tampered() : GOOD;
    SoakAnswer answer = new SoakAnswer(status, "code", null, null);
    Optional<String> fault = request.fault(answer, current, token -> Optional.of("ada"));
    assertEquals(verdict.equals("right"), fault.isEmpty(), fault::toString);
  }

  private static Optional<String> fault(SoakRequest request, SoakAnswer answer, String holder) {
    return request.fault(answer, true, token -> Optional.of(holder));
  }
}

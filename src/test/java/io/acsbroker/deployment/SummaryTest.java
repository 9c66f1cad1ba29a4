package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The line that a pipeline shows. */
class SummaryTest {
  @Test
  void countsWhatWasFound() {
    Summary summary = new Summary();
    summary.addSound();
    summary.addNotChecked();
    assertEquals("verify-deployment: 1 ok, 0 FAILED, 1 not checked", summary.line());
  }

  @Test
  void namesWhatFailed() {
    Summary summary = new Summary();
    summary.addFailed("garbage is refused");
    summary.addFailed("CORS keeps other pages out");
    assertEquals(
        "verify-deployment: 0 ok, 2 FAILED, 0 not checked - FAILED: garbage is refused; CORS keeps"
            + " other pages out",
        summary.line());
  }

  @Test
  void saysWhyNothingMoreWasChecked() {
    Summary summary = new Summary();
    summary.addFailed("GET /api/health says alive");
    summary.stop("HTTP 404.");
    assertEquals(
        "verify-deployment: 0 ok, 1 FAILED, stopped - FAILED: GET /api/health says alive: HTTP 404.",
        summary.line());
  }

  @Test
  void isOneLineOfAsciiOf200CharactersAtMost() {
    Summary summary = new Summary();
    summary.addFailed("x\ny\u00e9" + "z".repeat(300));
    assertEquals(200, summary.line().length());
    assertTrue(summary.line().contains("FAILED: x?y?zzz"), summary.line());
    assertTrue(summary.line().endsWith("zzz..."), summary.line());
    assertEquals("verify-deployment: not run - x", Summary.notRun("x"));
  }
}

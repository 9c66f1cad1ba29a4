package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.deployment.DeploymentCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the command printed, and how it ended. */
record DeploymentRun(int exitCode, String text) {
  static DeploymentRun of(String standardInput, String... args) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(standardInput.getBytes(UTF_8));
    int exitCode = DeploymentCommand.run(in, new PrintStream(out, true, UTF_8), args);
    DeploymentRun run = new DeploymentRun(exitCode, out.toString(UTF_8));
    assertFalse(run.text.contains("eyJ"), "a token");
    return run;
  }

  DeploymentRun assertSound(String summary) {
    assertEquals(0, exitCode, text);
    assertTrue(text.endsWith(summary + System.lineSeparator()), text);
    return this;
  }

  void says(String line) {
    assertTrue(text.lines().anyMatch(line::equals), text);
  }
}

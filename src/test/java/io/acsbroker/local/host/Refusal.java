package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What a developer reads when the host does not start. */
final class Refusal {
  private Refusal() {}

  static String of(Executable start) {
    return String.valueOf(assertThrows(HostStartException.class, start).getMessage());
  }
}

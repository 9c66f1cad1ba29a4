package io.acsbroker.identity;

import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.time.InstantSource;

/** A watch over a table, as a broker has it. */
final class SampleTableWatch {
  private SampleTableWatch() {}

  static TableWatch by(InstantSource clock) {
    return new TableWatch(
        new LastingFailure(Kind.TABLE, clock), new LastingFailure(Kind.MANAGED_IDENTITY, clock));
  }
}

package io.acsbroker.local.drill;

import java.util.Optional;

/** Brings nothing about, and knows what should be. */
final class SimulatedOutage implements Outage {
  private Optional<Cause> now = Optional.empty();
  private int ends;
  private boolean fails;

  /** Cannot begin from now on. */
  void fail() {
    fails = true;
  }

  Optional<Cause> now() {
    return now;
  }

  int ends() {
    return ends;
  }

  @Override
  public String begin(Cause cause) {
    now = Optional.of(cause);
    if (fails) {
      throw new IllegalStateException("The port is taken.");
    }
    return "Something is wrong.";
  }

  @Override
  public void end() {
    now = Optional.empty();
    ends++;
  }
}

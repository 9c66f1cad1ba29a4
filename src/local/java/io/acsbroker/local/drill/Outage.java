package io.acsbroker.local.drill;

/** What a drill brings about: a broker that something is wrong with, and clients that call it. */
public interface Outage {
  /**
   * Brings the cause about, and returns where operators look, in sentences of which none says it.
   */
  String begin(Cause cause) throws InterruptedException;

  /** Ends it, and leaves nothing of it; does nothing where there is none. */
  void end();
}

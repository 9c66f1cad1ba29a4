package io.acsbroker.local.host;

/** How a throwable is told: its class and where it was thrown. */
record Failure(Throwable thrown) {
  /** Never the message, which could hold a token. */
  @Override
  public String toString() {
    StackTraceElement[] frames = thrown.getStackTrace();
    String name = thrown.getClass().getName();
    return frames.length == 0 ? name : name + " at " + frames[0];
  }
}

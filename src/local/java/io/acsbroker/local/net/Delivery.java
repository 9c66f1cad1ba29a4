package io.acsbroker.local.net;

/** How much of an answer a server sends before it closes the connection. */
public enum Delivery {
  /** All of it; the connection stays open. */
  WHOLE,
  /** All of it in chunks, as the Functions host sends it; the connection stays open. */
  CHUNKED,
  /** The headers and half of the body that they announce. */
  HALF,
  /** Nothing: to the client the connection has ended. */
  NOTHING,
  /** The body, and the same again and again, until the client hangs up. */
  ENDLESS
}

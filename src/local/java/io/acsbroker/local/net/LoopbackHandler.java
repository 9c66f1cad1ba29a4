package io.acsbroker.local.net;

/** Answers the requests of a {@link LoopbackServer}; called by many threads at once. */
@FunctionalInterface
public interface LoopbackHandler {
  /**
   * The answer to this request. Whatever is thrown, an error too, becomes a 500 with the class name
   * as its body; an interruption, which ends the server, a 503.
   */
  CannedAnswer answer(LoopbackRequest request) throws Exception;
}

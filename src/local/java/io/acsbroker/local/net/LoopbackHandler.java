package io.acsbroker.local.net;

/** Answers the requests of a {@link LoopbackServer}; called by many threads at once. */
@FunctionalInterface
public interface LoopbackHandler {
  /**
   * The answer to this request. Whatever is thrown becomes a 500 with the class name as its body.
   */
  CannedAnswer answer(LoopbackRequest request) throws Exception;
}

package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;

/**
 * The answer to a method that a route does not have, with the ones that it has in {@code Allow}.
 */
final class MethodNotAllowed {
  private MethodNotAllowed() {}

  static Problem except(String methods) {
    return Problem.of(405, "method_not_allowed", "This route takes " + methods + ".")
        .withAllow(methods);
  }
}

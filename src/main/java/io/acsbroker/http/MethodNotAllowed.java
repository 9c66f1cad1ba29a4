package io.acsbroker.http;

import com.microsoft.azure.functions.HttpMethod;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer to a method that a route does not have, with the ones that it has in {@code Allow}.
 */
final class MethodNotAllowed {
  private MethodNotAllowed() {}

  static Problem except(List<HttpMethod> allowed) {
    String methods = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    return Problem.of(
            405,
            RefusalCode.METHOD_NOT_ALLOWED,
            "This route takes " + methods + ". Send the request so.")
        .withHeader("Allow", methods);
  }
}

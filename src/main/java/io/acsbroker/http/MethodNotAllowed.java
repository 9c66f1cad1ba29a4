package io.acsbroker.http;

import com.microsoft.azure.functions.HttpMethod;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer to a method that a route does not have, with the ones that it has in {@code Allow}.
 * Where a {@code POST} could have become this {@code GET} on the way, it says so: App Service
 * redirects http to https with a 301, after which clients may change the method.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2">RFC 9110, section 15.4.2</a>
 * @see <a href="https://github.com/Azure/azure-functions-host/issues/10053">what App Service does,
 *     and .NET after it</a>
 */
final class MethodNotAllowed {
  private static final String REDIRECTED =
      " If you did, the address began with http: the redirect to https made a GET of it.";

  private MethodNotAllowed() {}

  /**
   * Answers a method that is none of the allowed.
   *
   * @param sent the method that came
   */
  static Problem except(List<HttpMethod> allowed, HttpMethod sent) {
    String methods = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    boolean redirected = sent == HttpMethod.GET && allowed.contains(HttpMethod.POST);
    return Problem.of(
            RefusalCode.METHOD_NOT_ALLOWED,
            "This route takes "
                + methods
                + ". Send the request so."
                + (redirected ? REDIRECTED : ""))
        .withHeader("Allow", methods);
  }
}

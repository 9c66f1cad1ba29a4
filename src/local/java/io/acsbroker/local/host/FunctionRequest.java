package io.acsbroker.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a function sees it.
 *
 * @param headers by their names in lower case; of a header that came twice, the values joined with
 *     a comma
 * @param body empty for one that the host does not hand over, such as a chunked one
 */
public record FunctionRequest(
    URI uri,
    String method,
    Map<String, String> headers,
    Map<String, String> query,
    Optional<String> body)
    implements HttpRequestMessage<Optional<String>> {

  @Override
  public URI getUri() {
    return uri;
  }

  /** Throws, as the worker does, only when the function asks and the method is none of the enum. */
  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.value(method);
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers;
  }

  @Override
  public Map<String, String> getQueryParameters() {
    return query;
  }

  @Override
  public Optional<String> getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new FunctionResponse.Draft(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new FunctionResponse.Draft(status);
  }

  /** Says nothing of headers and body, which hold tokens. */
  @Override
  public String toString() {
    return "FunctionRequest[" + method + " " + uri.getRawPath() + "]";
  }
}

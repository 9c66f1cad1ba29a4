package io.acsbroker.administration;

import java.net.URI;
import java.util.Map;

/**
 * A request to a service, without its credential.
 *
 * @param body JSON, or empty for none
 * @param headers besides those that every request to the service has
 */
record ServiceRequest(String method, URI uri, String body, Map<String, String> headers) {

  ServiceRequest(String method, URI uri, String body) {
    this(method, uri, body, Map.of());
  }

  /** What is sent, for the administrator to read. */
  @Override
  public String toString() {
    return method + " " + uri + (body.isEmpty() ? "" : "\n" + body);
  }
}

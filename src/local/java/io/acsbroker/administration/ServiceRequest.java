package io.acsbroker.administration;

import java.net.URI;

/**
 * A request to the resource, without its credential.
 *
 * @param body JSON, or empty for none
 */
record ServiceRequest(String method, URI uri, String body) {

  /** What is sent, for the administrator to read. */
  @Override
  public String toString() {
    return method + " " + uri + (body.isEmpty() ? "" : "\n" + body);
  }
}

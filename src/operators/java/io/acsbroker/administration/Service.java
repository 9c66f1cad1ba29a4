package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;

/** What a command asks over HTTP: how a request is signed, and what a refusal means. */
interface Service {

  /** The headers that a request needs, those of the credential among them. */
  Map<String, String> headers(ServiceRequest request, Instant now);

  /**
   * The error code of an answer.
   *
   * @param body without members where it is no JSON object
   */
  ErrorCode code(JsonObject body, HttpHeaders headers);

  /** Whether a 404 by this code says that what was asked for is not there. */
  boolean isMissing(String code);

  /** What the refusal of a request means and what helps, in one sentence or two. */
  String advice(ServiceRequest request, int status, String code);
}

package io.acsbroker.administration;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

/** What a command asks over HTTP: how a request is signed, and what a refusal means. */
interface Service {

  /** The headers that a request needs, those of the credential among them. */
  Map<String, String> headers(ServiceRequest request, Instant now);

  /** The error code of an answer. */
  ErrorCode code(HttpResponse<String> answer);

  /** Whether a 404 by this code says that what was asked for is not there. */
  boolean isMissing(String code);

  /** What the refusal of a request means and what helps, in one sentence or two. */
  String advice(ServiceRequest request, int status, String code);
}

package io.acsbroker.http;

import io.acsbroker.local.host.FunctionRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Requests as the local host hands them over. */
final class SampleRequest {
  private static final URI ADDRESS = URI.create("http://localhost:7071/api/token/teams");

  private SampleRequest() {}

  static FunctionRequest of(Map<String, String> headers, Optional<String> body) {
    return of("POST", headers, body);
  }

  static FunctionRequest of(String method, Map<String, String> headers, Optional<String> body) {
    return new FunctionRequest(ADDRESS, method, headers, Map.of(), body);
  }

  static FunctionRequest of(Map<String, String> headers) {
    return of(headers, Optional.empty());
  }
}

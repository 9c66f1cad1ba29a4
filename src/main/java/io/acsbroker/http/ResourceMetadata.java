package io.acsbroker.http;

import io.acsbroker.json.JsonText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients can learn of the broker's routes: by which tokens they take requests, and where
 * those are to be had. Each route is a protected resource of its own.
 *
 * @param publicUrl the origin of all routes; no request has a say in it
 * @param authorizationServer the issuer where users sign in
 * @param routes by path
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">OAuth 2.0 Protected Resource Metadata</a>
 */
public record ResourceMetadata(
    URI publicUrl, String authorizationServer, Map<String, Access> routes) {
  /** What the path of a route stands behind (RFC 9728, section 3.1). */
  static final String WELL_KNOWN = ".well-known/oauth-protected-resource";

  public ResourceMetadata {
    routes = Map.copyOf(routes);
  }

  /**
   * How a route is called.
   *
   * @param way {@code direct}, {@code caller} or {@code on_behalf_of}
   * @param scopes to ask the bearer token for, with their resource; empty where it is a caller
   *     token of another issuer than Entra, which is the app's own matter
   * @param subjectScopes to ask the subject token for that is sent beside it; empty where none is
   */
  public record Access(String way, List<String> scopes, List<String> subjectScopes) {
    /** The bearer token is the subject token. */
    public static Access direct(List<String> scopes) {
      return new Access("direct", scopes, List.of());
    }

    /** The bearer token is a caller token; the route may want a subject token beside it. */
    public static Access caller(List<String> scopes, List<String> subjectScopes) {
      return new Access("caller", scopes, subjectScopes);
    }

    /** The bearer token is a caller token, and the broker gets the subject token itself. */
    public static Access onBehalfOf(List<String> scopes) {
      return new Access("on_behalf_of", scopes, List.of());
    }
  }

  /** Where the metadata of a route is. */
  String address(String path) {
    return publicUrl + "/" + WELL_KNOWN + path;
  }

  /**
   * The metadata that is at this path, as JSON; empty where there is none.
   *
   * @param path of a request, letter for letter
   */
  Optional<String> at(String path) {
    String begin = "/" + WELL_KNOWN;
    String route = path.startsWith(begin) ? path.substring(begin.length()) : "";
    return Optional.ofNullable(routes.get(route)).map(access -> json(route, access));
  }

  private String json(String route, Access access) {
    JsonText json =
        new JsonText()
            .with("resource", publicUrl + route)
            .with("authorization_servers", List.of(authorizationServer))
            .with("bearer_methods_supported", List.of("header"))
            .with("acs_token_broker_way", access.way());
    if (!access.scopes().isEmpty()) {
      json.with("scopes_supported", access.scopes());
    }
    return access.subjectScopes().isEmpty()
        ? json.end()
        : json.with("acs_token_broker_subject_scopes", access.subjectScopes()).end();
  }
}

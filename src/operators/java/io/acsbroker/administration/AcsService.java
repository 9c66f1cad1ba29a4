package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;

/** The ACS resource. Of the body of a refusal only the code and its target are repeated. */
record AcsService(AcsCredential credential) implements Service {
  private static final String PREVIEW = "/access/entra/";
  private static final String ROLE =
      "Whoever the token is of has no role on the resource, Communication and Email Service"
          + " Owner say; a new role takes minutes until it is in force.";

  @Override
  public Map<String, String> headers(ServiceRequest request, Instant now) {
    return credential.headers(request, now);
  }

  @Override
  public ErrorCode code(JsonObject body, HttpHeaders headers) {
    return body.object("error")
        .map(
            error ->
                new ErrorCode(error.string("code").orElse(""), error.string("target").orElse("")))
        .orElse(ErrorCode.NONE);
  }

  @Override
  public boolean isMissing(String code) {
    return !code.isEmpty();
  }

  @Override
  public String advice(ServiceRequest request, int status, String code) {
    boolean preview = request.uri().getPath().startsWith(PREVIEW);
    return switch (status) {
      case 400 ->
          "ACS does not take the request: look whether the ids are of that tenant, and whether"
              + " Microsoft has changed this "
              + (preview ? "preview." : "version of its API.");
      case 401 -> unauthorized(code);
      case 403 ->
          "Whoever signed in may not administer this resource"
              + (preview
                  ? ", or the preview of Entra ID users is not open to its subscription: that is"
                      + " for Microsoft's support to say."
                  : ".");
      case 404 ->
          isMissing(code)
              ? "The resource does not offer assignments: look whether the endpoint is the"
                  + " resource's, and its cloud one with this preview."
              : "This is no answer of ACS's: look whether the endpoint is the resource's, and at"
                  + " what stands between.";
      case 409 -> "Somebody else changes the same assignment: run the command again.";
      case 429 -> "ACS has had enough requests for now: run the command again later.";
      default ->
          status >= 500
              ? "ACS has a problem of its own: run the command again later."
              : "This answer is not known to the command.";
    };
  }

  private String unauthorized(String code) {
    if (code.equals("IdentityNotOwned")) {
      return "The identity is of another ACS resource.";
    }
    return switch (credential) {
      case AcsCredential.AccessKey key ->
          "The key is not of this resource, was renewed, keys are switched off there"
              + " (disableLocalAuth), or this machine's clock is wrong by minutes.";
      case AcsCredential.BearerToken token -> ROLE + " Or the token has expired.";
      case SignedIn signedIn -> ROLE;
    };
  }
}

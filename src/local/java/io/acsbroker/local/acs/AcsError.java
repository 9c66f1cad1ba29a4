package io.acsbroker.local.acs;

import com.nimbusds.jose.util.Base64;
import io.acsbroker.local.net.CannedAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in the words of Azure Communication Services. */
record AcsError(int status, String code, String message, @Nullable String target) {
  static final AcsError NO_API_VERSION =
      new AcsError(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.",
          null);

  /** The caller has no valid key, or an identity without a role. */
  static final AcsError DENIED =
      new AcsError(401, "Denied", "Denied by the resource provider.", null);

  static final AcsError INVALID_TOKEN =
      new AcsError(401, "InvalidAccessToken", "Provided access token is not valid.", null);
  static final AcsError NO_LICENCE =
      new AcsError(
          403,
          "UserLicenseNotPresentForbidden",
          "User does not have a license that includes Microsoft Teams.",
          null);

  /**
   * The id is of another resource's identity, as a recording of Microsoft's own tests has it.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/communication/communication-identity/recordings">
   *     Recordings of the SDK for JavaScript</a>
   */
  static final AcsError IDENTITY_NOT_OWNED =
      new AcsError(
          401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.", null);

  static final AcsError NO_IDENTITY =
      new AcsError(404, "IdentityNotFound", "Provided identity doesn't exist.", null);

  /** Nobody has given the user, a group of theirs or the tenant access with this application. */
  static final AcsError NOT_ASSIGNED =
      new AcsError(403, "Forbidden", "The user has no access to this resource.", null);

  static final AcsError NOT_FOUND =
      new AcsError(404, "NotFound", "The requested resource was not found.", null);

  /** The Teams service does not want the user, and says so by a code of its own. */
  static AcsError refusedByTeams(String code) {
    return new AcsError(403, code, "The user was refused.", null);
  }

  /**
   * The version is unknown, or has no such operation.
   *
   * @see <a href="https://github.com/Azure/Communication/issues/159">How ACS says so</a>
   */
  static AcsError unsupported(String version) {
    return new AcsError(
        400,
        "UnsupportedApiVersion",
        "The requested resource does not support the API version '" + version + "'.",
        null);
  }

  static AcsError malformed(String message) {
    return new AcsError(400, "ValidationError", message, null);
  }

  /** A member of the body does not do, in words and with a target that are recorded of each. */
  static AcsError validation(String target, String message) {
    return new AcsError(400, "ValidationError", message, target);
  }

  /** A member is missing, {@code null} or empty: found before the operation itself is reached. */
  static AcsError required(String member) {
    return validation(member, member + ": The " + member + " field is required.");
  }

  /**
   * The same with a claims challenge, as continuous access evaluation has it.
   *
   * @param claims JSON, which is sent in base64 with padding
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
   *     challenges</a>
   */
  CannedAnswer challenge(String claims) {
    return answer()
        .with(
            "WWW-Authenticate",
            ("Bearer realm=\"\","
                    + " authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                    + " error=\"insufficient_claims\", claims=\"%s\"")
                .formatted(Base64.encode(claims)));
  }

  CannedAnswer answer() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    if (target != null) {
      error.put("target", target);
    }
    // Recorded: refusals name no charset
    return CannedAnswer.json(status, Map.of("error", error))
        .with("Content-Type", "application/json");
  }
}

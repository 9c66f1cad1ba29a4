package io.acsbroker.local.signin;

import io.acsbroker.local.entra.EntraRefusal;
import java.util.List;
import java.util.Optional;

/** Why somebody gets no code or no token, in the words of Entra. */
enum Denial {
  RESPONSE_TYPE_MISSING(
      "invalid_request",
      900144,
      "The request body must contain the following parameter: 'response_type'."),
  RESPONSE_TYPE("unsupported_response_type", 70005, "The response_type is not supported."),
  TOKEN_BY_BROWSER(
      "unsupported_response_type",
      700051,
      "response_type 'token' is not enabled for the application."),
  ID_TOKEN_BY_BROWSER(
      "unsupported_response_type",
      700054,
      "response_type 'id_token' is not enabled for the application."),
  RESPONSE_MODE(
      "invalid_request", 70007, "response_mode must be 'query', 'fragment' or 'form_post'."),
  PKCE_MISSING(
      "invalid_request",
      9002325,
      "Proof Key for Code Exchange is required for cross-origin authorization code redemption."),
  MAX_AGE("invalid_request", 90100, "max_age parameter is empty or not valid."),
  CODE_CHALLENGE("invalid_request", 501491, "Invalid size of Code_Challenge parameter."),
  SCOPE_EMPTY(
      "invalid_request",
      28003,
      "The provided value for the input parameter 'scope' cannot be empty where the code is for"
          + " several resources. Name the scopes of one."),
  CODE_OF_OTHER_TENANT(
      "invalid_grant",
      700005,
      "The authorization code is for another tenant, and has to be redeemed there."),
  CONSENT_DECLINED("access_denied", 65004, "User declined to consent to access the app.", "cancel"),
  LOGIN_REQUIRED(
      "login_required", 50058, "A silent sign-in request was sent but no user is signed in."),
  INTERACTION_REQUIRED(
      "interaction_required",
      50076,
      "Due to a configuration change made by your administrator, you must use multi-factor"
          + " authentication.",
      "basic_action"),
  CODE(
      "invalid_grant", 70008, "The provided authorization code has expired, or was not given out."),
  CODE_REDEEMED(
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an"
          + " existing refresh token."),
  AUTHORIZATION_PENDING(
      "authorization_pending",
      70016,
      "OAuth 2.0 device flow error. Authorization is pending. Continue polling."),
  AUTHORIZATION_DECLINED(
      "authorization_declined", 65004, "User declined to consent to access the app."),
  DEVICE_CODE_EXPIRED(
      "expired_token",
      70020,
      "The provided value for the input parameter 'device_code' is not valid. This device code has"
          + " expired."),
  DEVICE_CODE_UNKNOWN(
      "bad_verification_code", 70018, "The device_code was not given out to this application."),
  USER_CODE(
      "bad_verification_code", 70018, "That code does not work: it is wrong, or was used before."),
  USER_CODE_EXPIRED("code_expired", 70019, "The code has expired. Begin again on the device."),
  CLIENT_NOT_PUBLIC(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or"
          + " 'client_secret'."),
  SAME_ORIGIN(
      "invalid_request",
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via"
          + " cross-origin requests."),
  CROSS_ORIGIN(
      "invalid_request",
      9002326,
      "Cross-origin token redemption is permitted only for the 'Single-Page Application'"
          + " client-type."),
  CODE_OF_OTHER("invalid_grant", 500112, "The code was given to another address or application."),
  VERIFIER("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge."),
  USER_DISABLED("invalid_grant", 50057, "The user account is disabled."),
  NO_PASSWORD(
      "invalid_grant",
      50056,
      "Invalid or null password: password does not exist in the directory for this user."),
  NO_SUCH_USER(
      "invalid_grant",
      50034,
      "The user account does not exist in the directory. To sign into this application, the account"
          + " must be added to the directory."),
  TOKEN_FOR_ITSELF(
      "invalid_request",
      90009,
      "The application is requesting a token for itself, and its request names the resource not by"
          + " the id of the application, or not at all."),
  APPLICATION("unauthorized_client", 700016, "The application was not found in the directory."),
  REDIRECT_ADDRESS(
      "invalid_request",
      50011,
      "The redirect URI of the request is none of the application's: the local cloud takes any page"
          + " of this machine, without a query.");

  private final String error;
  private final int code;
  private final String sentence;
  private final String suberror;

  Denial(String error, int code, String sentence) {
    this(error, code, sentence, "");
  }

  Denial(String error, int code, String sentence, String suberror) {
    this.error = error;
    this.code = code;
    this.sentence = sentence;
    this.suberror = suberror;
  }

  /** What is wrong with a response_type; the implicit flow is switched off for all. */
  static Optional<Denial> ofResponseType(String type) {
    List<String> asked = List.of(type.split(" ", -1));
    if (asked.contains("id_token")) {
      return Optional.of(ID_TOKEN_BY_BROWSER);
    }
    return switch (type) {
      case "code" -> Optional.empty();
      case "" -> Optional.of(RESPONSE_TYPE_MISSING);
      default -> Optional.of(asked.contains("token") ? TOKEN_BY_BROWSER : RESPONSE_TYPE);
    };
  }

  String description() {
    return refusal().description();
  }

  /** As the token endpoint says it. */
  EntraRefusal refusal() {
    return new EntraRefusal(
        error.equals("invalid_client") ? 401 : 400, error, code, sentence, suberror, "");
  }
}

package io.acsbroker.local.signin;

import io.acsbroker.local.entra.EntraRefusal;

/** Why somebody gets no code or no token, in the words of Entra. */
enum Denial {
  RESPONSE_TYPE(
      "unsupported_response_type",
      700051,
      "response_type must be 'code': nothing else is enabled for the application."),
  RESPONSE_MODE(
      "invalid_request",
      900144,
      "response_mode must be 'query' or 'fragment' for the application."),
  PKCE_MISSING(
      "invalid_request",
      9002325,
      "Proof Key for Code Exchange is required for cross-origin authorization code redemption."),
  SCOPE(
      "invalid_scope",
      70011,
      "The provided value for the input parameter 'scope' is not valid: a scope does not exist, or"
          + " the scopes are of two resources."),
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
      "invalid_grant",
      70008,
      "The provided authorization code has expired, was used before, or was not given out."),
  CODE_OF_OTHER("invalid_grant", 500112, "The code was given to another address or application."),
  VERIFIER("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge."),
  REFRESH_TOKEN(
      "invalid_grant",
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
      "bad_token"),
  TOKEN_FOR_ITSELF(
      "invalid_request",
      90009,
      "The application is requesting a token for itself, and its request names the resource not by"
          + " the id of the application, or not at all."),
  GRANT_TYPE("unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
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

  String error() {
    return error;
  }

  String description() {
    return "AADSTS" + code + ": " + sentence;
  }

  String suberror() {
    return suberror;
  }

  /** As the token endpoint says it. */
  EntraRefusal refusal() {
    return new EntraRefusal(400, error, code, sentence, suberror, "");
  }
}

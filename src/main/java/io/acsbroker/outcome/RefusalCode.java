package io.acsbroker.outcome;

import java.net.URI;
import java.util.Locale;

/**
 * The stable codes of all refusals, each with its title. Clients compare codes; none is ever
 * renamed. A title is a plain statement, the same whenever its code is answered.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1">RFC 9457, section 3.1</a>
 */
public enum RefusalCode {
  TOKEN_INVALID("The token is not a valid access token"),
  TOKEN_ISSUER_WRONG("The token has the wrong issuer"),
  TOKEN_AUDIENCE_WRONG("The token is for another resource"),
  TOKEN_CLIENT_MISSING("The token names no application"),
  TOKEN_USER_MISSING("The token names no user"),
  TOKEN_NOT_OF_A_USER("The token is an application's own"),
  TOKEN_SCOPES_MISSING("The token has no delegated scopes"),
  TOKEN_BOUND_TO_KEY("The token is bound to a key of its client's"),
  TOKEN_TIMES_INVALID("The token's times make no sense"),
  TOKEN_NOT_YET_VALID("The token is not valid yet"),
  TOKEN_EXPIRED("The token has expired"),
  TOKEN_REJECTED_BY_ACS("ACS did not accept the user's token"),
  TOKEN_REJECTED_BY_ENTRA("Entra did not accept the caller token"),
  SUBJECT_TOKEN_MISSING("The request has no subject token"),
  SUBJECT_TOKEN_INVALID("The subject token is not valid"),
  CLAIMS_CHALLENGE("ACS wants a token that satisfies further claims"),
  INTERACTION_REQUIRED("Entra wants the user to sign in again"),
  CONSENT_REQUIRED("The user's tenant has not consented to the broker"),
  TENANT_NOT_ALLOWED("The broker does not serve the token's tenant"),
  TENANT_MISCONFIGURED("The broker's rule for the tenant is broken"),
  TENANT_BLOCKED("Entra has blocked the tenant"),
  USER_BLOCKED("Entra has blocked the user"),
  APPLICATION_DISABLED("The user's tenant has disabled an application"),
  GUEST_NOT_ALLOWED("The broker serves no guests of the tenant"),
  CALLER_CLIENT_NOT_ALLOWED("The application may not call the broker"),
  CALLER_ROLE_MISSING("The user has no role that the broker lets in"),
  CALLER_GROUP_MISSING("The user is in no group that the broker lets in"),
  CALLER_GROUPS_OVERAGE("The user is in more groups than a token lists"),
  CALLER_NOT_A_USER("The caller token is not of a user"),
  CALLER_ISSUER_NOT_ALLOWED("The broker takes no such tokens of the caller's issuer"),
  CALLER_MISMATCH("The two tokens are not of the same user"),
  CLIENT_NOT_ALLOWED("The broker does not serve the token's application"),
  INSUFFICIENT_SCOPE("The token lacks a required scope"),
  SUBJECT_SCOPE_MISSING("The subject token lacks a required scope"),
  USER_MISMATCH("The request names another user than its token"),
  CLIENT_MISMATCH("The request names another application than its token"),
  TEAMS_LICENSE_MISSING("The user has no Teams licence"),
  TEAMS_LICENSE_TRIAL_ELIGIBLE("The user has no Teams licence but may have a trial"),
  TEAMS_DISABLED_FOR_TENANT("Teams is turned off in the user's tenant"),
  GUEST_NOT_REDEEMED("The guest has not accepted the invitation"),
  USER_REFUSED_BY_ACS("ACS does not let the user in"),
  ACCESS_NOT_ASSIGNED("The ACS resource gives the user no access"),
  SCOPES_NOT_ALLOWED("The broker issues no tokens with these scopes"),
  LIFETIME_NOT_ALLOWED("The broker issues no tokens for so long"),
  IDENTITY_NOT_FOUND("The user has no ACS identity yet"),
  IDENTITY_OF_ANOTHER_RESOURCE("The user's ACS identity is of another resource"),
  TOO_MANY_EXCHANGES("The user has asked too often"),
  TOO_MANY_REQUESTS("The user has too many requests under way"),
  ON_BEHALF_OF_TOKEN_INVALID("Entra gave another token than the broker asked for"),
  ENTRA_DENIED("Entra denied the broker"),
  ENTRA_ANSWER_NOT_UNDERSTOOD("The broker did not understand Entra's answer"),
  ENTRA_THROTTLED("Entra takes no more requests for the moment"),
  ENTRA_UNAVAILABLE("Entra does not answer"),
  ACS_DENIED("ACS denied the broker"),
  ACS_REQUEST_REJECTED("ACS found fault with the broker's request"),
  ACS_VERSION_UNSUPPORTED("ACS does not know the version the broker asks by"),
  ACS_ANSWER_NOT_UNDERSTOOD("The broker did not understand ACS's answer"),
  ACS_THROTTLED("ACS takes no more requests for the moment"),
  ACS_UNAVAILABLE("ACS does not answer"),
  IDENTITY_TABLE_DENIED("The table of ACS identities denied the broker"),
  IDENTITY_TABLE_UNAVAILABLE("The table of ACS identities is not available"),
  MANAGED_IDENTITY_UNAVAILABLE("The broker cannot sign in at ACS or Entra"),
  SIGNING_KEY_UNKNOWN("The token's signing key is not published"),
  SIGNING_KEYS_UNAVAILABLE("The token's signing keys cannot be fetched"),
  DEADLINE_PASSED("The broker has waited too long"),
  MISCONFIGURED("The broker's settings are missing or wrong"),
  NOT_READY("The broker cannot exchange tokens at the moment"),
  INTERNAL_ERROR("The broker has a bug"),
  NOT_FOUND("There is no such route"),
  METHOD_NOT_ALLOWED("The route does not take this method"),
  IDENTITIES_NOT_ENABLED("The broker gives users no ACS identities"),
  CALLER_TOKENS_NOT_ENABLED("The broker takes no caller tokens"),
  BEARER_TOKEN_MISSING("The request has no bearer token"),
  AUTHORIZATION_DUPLICATED("The request has more than one Authorization header"),
  SUBJECT_TOKEN_MALFORMED("What was sent as subject token is no token"),
  SUBJECT_TOKENS_DIFFER("The request has two different subject tokens"),
  BODY_MISSING("The announced body has not arrived"),
  BODY_TOO_LARGE("The body is too large"),
  BODY_NOT_JSON("The body is not a JSON object"),
  BODY_MEMBER_UNKNOWN("The body has a member that is not known"),
  BODY_MEMBER_INVALID("A member of the body is not a GUID"),
  CONTENT_TYPE_NOT_SUPPORTED("The body is not of the type application/json"),
  SCOPES_INVALID("The scopes are not a list of scopes of ACS"),
  LIFETIME_INVALID("The lifetime is not one that ACS allows");

  /** The page of all codes, which has an anchor for each: docs/errors.md. */
  private static final String PAGE = "https://acsbroker.io/errors#";

  private final String title;

  RefusalCode(String title) {
    this.title = title;
  }

  /** The code as it stands in an answer. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What has happened, in a few words for people. */
  public String title() {
    return title;
  }

  /** The address of the row that explains the code. */
  public URI type() {
    return URI.create(PAGE + text());
  }
}

package io.acsbroker.outcome;

import static io.acsbroker.outcome.Remedy.ACCEPT_INVITATION;
import static io.acsbroker.outcome.Remedy.ACCESS_TOKEN;
import static io.acsbroker.outcome.Remedy.ADMINISTRATOR;
import static io.acsbroker.outcome.Remedy.AGAIN;
import static io.acsbroker.outcome.Remedy.ALL_SCOPES;
import static io.acsbroker.outcome.Remedy.ASSIGN;
import static io.acsbroker.outcome.Remedy.AS_BEARER_TOKEN;
import static io.acsbroker.outcome.Remedy.BEARER_TOKEN;
import static io.acsbroker.outcome.Remedy.BODY;
import static io.acsbroker.outcome.Remedy.CONSENT;
import static io.acsbroker.outcome.Remedy.CONTENT_LENGTH;
import static io.acsbroker.outcome.Remedy.DECIDE;
import static io.acsbroker.outcome.Remedy.ENABLE_APPLICATION;
import static io.acsbroker.outcome.Remedy.FEWER_GROUPS;
import static io.acsbroker.outcome.Remedy.GIVE_ACCESS;
import static io.acsbroker.outcome.Remedy.HOME_TENANT;
import static io.acsbroker.outcome.Remedy.INTERACT;
import static io.acsbroker.outcome.Remedy.KEEP_ANSWER;
import static io.acsbroker.outcome.Remedy.LATER;
import static io.acsbroker.outcome.Remedy.LESS;
import static io.acsbroker.outcome.Remedy.LICENCE;
import static io.acsbroker.outcome.Remedy.LOG;
import static io.acsbroker.outcome.Remedy.MAKE_IDENTITY;
import static io.acsbroker.outcome.Remedy.MEET_CLAIMS;
import static io.acsbroker.outcome.Remedy.NEW_SUBJECT_TOKEN;
import static io.acsbroker.outcome.Remedy.NEW_TOKEN;
import static io.acsbroker.outcome.Remedy.NEW_TOKEN_OR_AGAIN;
import static io.acsbroker.outcome.Remedy.NEW_TOKEN_OR_CLOCK;
import static io.acsbroker.outcome.Remedy.ONE_AT_A_TIME;
import static io.acsbroker.outcome.Remedy.OTHER_ACCOUNT;
import static io.acsbroker.outcome.Remedy.OTHER_ADDRESS;
import static io.acsbroker.outcome.Remedy.OTHER_METHOD;
import static io.acsbroker.outcome.Remedy.OTHER_VERSION;
import static io.acsbroker.outcome.Remedy.OWN_IDS;
import static io.acsbroker.outcome.Remedy.OWN_TABLE;
import static io.acsbroker.outcome.Remedy.REPORT;
import static io.acsbroker.outcome.Remedy.ROLE_OR_KEY;
import static io.acsbroker.outcome.Remedy.ROLE_OR_TABLE;
import static io.acsbroker.outcome.Remedy.SAME_ACCOUNT;
import static io.acsbroker.outcome.Remedy.SAME_TOKEN;
import static io.acsbroker.outcome.Remedy.SEND_ONE;
import static io.acsbroker.outcome.Remedy.SEND_SUBJECT_TOKEN;
import static io.acsbroker.outcome.Remedy.SEND_TOKEN;
import static io.acsbroker.outcome.Remedy.SHORTLY;
import static io.acsbroker.outcome.Remedy.SIGN_IN;
import static io.acsbroker.outcome.Remedy.TOKEN_OR_NOTHING;
import static io.acsbroker.outcome.Remedy.TURN_TEAMS_ON;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The stable codes of all refusals, each with its status, what helps, and its title. Clients
 * compare codes; none is ever renamed. A title is a plain statement, the same whenever its code is
 * answered. The table of docs/errors.md is made of them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1">RFC 9457, section 3.1</a>
 */
public enum RefusalCode {
  TOKEN_INVALID(401, ACCESS_TOKEN, "The token is not a valid access token"),
  TOKEN_ISSUER_WRONG(401, NEW_TOKEN, "The token has the wrong issuer"),
  TOKEN_AUDIENCE_WRONG(401, ACCESS_TOKEN, "The token is for another resource"),
  TOKEN_CLIENT_MISSING(401, ACCESS_TOKEN, "The token names no application"),
  TOKEN_USER_MISSING(401, ACCESS_TOKEN, "The token names no user"),
  TOKEN_NOT_OF_A_USER(401, SIGN_IN, "The token is an application's own"),
  TOKEN_SCOPES_MISSING(401, ACCESS_TOKEN, "The token has no delegated scopes"),
  TOKEN_BOUND_TO_KEY(401, BEARER_TOKEN, "The token is bound to a key of its client's"),
  TOKEN_TIMES_INVALID(401, NEW_TOKEN, "The token's times make no sense"),
  TOKEN_NOT_YET_VALID(401, SHORTLY, "The token is not valid yet"),
  TOKEN_EXPIRED(401, NEW_TOKEN_OR_CLOCK, "The token has expired"),
  TOKEN_REJECTED_BY_ACS(
      401, NEW_TOKEN_OR_AGAIN, "ACS did not accept the user's token", RefusalCode.NEVER, 503),
  TOKEN_REJECTED_BY_ENTRA(401, NEW_TOKEN, "Entra did not accept the caller token"),
  SUBJECT_TOKEN_MISSING(400, SEND_SUBJECT_TOKEN, "The request has no subject token"),
  SUBJECT_TOKEN_INVALID(400, NEW_SUBJECT_TOKEN, "The subject token is not valid"),
  CLAIMS_CHALLENGE(401, MEET_CLAIMS, "ACS wants a token that satisfies further claims"),
  INTERACTION_REQUIRED(401, INTERACT, "Entra wants the user to sign in again"),
  CONSENT_REQUIRED(403, CONSENT, "The user's tenant has not consented to the broker"),
  TENANT_NOT_ALLOWED(403, OTHER_ACCOUNT, "The broker does not serve the token's tenant"),
  TENANT_MISCONFIGURED(403, LOG, "The broker's rule for the tenant is broken"),
  TENANT_BLOCKED(403, ADMINISTRATOR, "Entra has blocked the tenant"),
  USER_BLOCKED(403, ADMINISTRATOR, "Entra has blocked the user"),
  APPLICATION_DISABLED(403, ENABLE_APPLICATION, "The user's tenant has disabled an application"),
  GUEST_NOT_ALLOWED(403, HOME_TENANT, "The broker serves no guests of the tenant"),
  CALLER_CLIENT_NOT_ALLOWED(403, DECIDE, "The application may not call the broker"),
  CALLER_ROLE_MISSING(403, ASSIGN, "The user has no role that the broker lets in"),
  CALLER_GROUP_MISSING(403, ASSIGN, "The user is in no group that the broker lets in"),
  CALLER_GROUPS_OVERAGE(403, FEWER_GROUPS, "The user is in more groups than a token lists"),
  CALLER_NOT_A_USER(403, SIGN_IN, "The caller token is not of a user"),
  CALLER_ISSUER_NOT_ALLOWED(403, DECIDE, "The broker takes no such tokens of the caller's issuer"),
  CALLER_MISMATCH(403, SAME_ACCOUNT, "The two tokens are not of the same user"),
  CLIENT_NOT_ALLOWED(403, DECIDE, "The broker does not serve the token's application"),
  INSUFFICIENT_SCOPE(403, ALL_SCOPES, "The token lacks a required scope"),
  SUBJECT_SCOPE_MISSING(403, ALL_SCOPES, "The subject token lacks a required scope"),
  USER_MISMATCH(403, OWN_IDS, "The request names another user than its token"),
  CLIENT_MISMATCH(403, OWN_IDS, "The request names another application than its token"),
  TEAMS_LICENSE_MISSING(403, LICENCE, "The user has no Teams licence"),
  TEAMS_LICENSE_TRIAL_ELIGIBLE(403, LICENCE, "The user has no Teams licence but may have a trial"),
  TEAMS_DISABLED_FOR_TENANT(403, TURN_TEAMS_ON, "Teams is turned off in the user's tenant"),
  GUEST_NOT_REDEEMED(403, ACCEPT_INVITATION, "The guest has not accepted the invitation"),
  USER_REFUSED_BY_ACS(403, ADMINISTRATOR, "ACS does not let the user in"),
  ACCESS_NOT_ASSIGNED(403, GIVE_ACCESS, "The ACS resource gives the user no access"),
  SCOPES_NOT_ALLOWED(403, LESS, "The broker issues no tokens with these scopes"),
  LIFETIME_NOT_ALLOWED(403, LESS, "The broker issues no tokens for so long"),
  IDENTITY_NOT_FOUND(404, MAKE_IDENTITY, "The user has no ACS identity yet"),
  IDENTITY_OF_ANOTHER_RESOURCE(502, OWN_TABLE, "The user's ACS identity is of another resource"),
  TOO_MANY_EXCHANGES(429, KEEP_ANSWER, "The user has asked too often"),
  TOO_MANY_REQUESTS(429, ONE_AT_A_TIME, "The user has too many requests under way"),
  ON_BEHALF_OF_TOKEN_INVALID(502, LOG, "Entra gave another token than the broker asked for"),
  ENTRA_DENIED(502, LOG, "Entra denied the broker"),
  ENTRA_ANSWER_NOT_UNDERSTOOD(502, LOG, "The broker did not understand Entra's answer"),
  ENTRA_THROTTLED(503, LATER, "Entra takes no more requests for the moment"),
  ENTRA_UNAVAILABLE(503, LATER, "Entra does not answer"),
  ACS_DENIED(502, ROLE_OR_KEY, "ACS denied the broker"),
  ACS_REQUEST_REJECTED(502, LOG, "ACS found fault with the broker's request"),
  ACS_VERSION_UNSUPPORTED(502, OTHER_VERSION, "ACS does not know the version the broker asks by"),
  ACS_ANSWER_NOT_UNDERSTOOD(502, LOG, "The broker did not understand ACS's answer"),
  ACS_THROTTLED(503, LATER, "ACS takes no more requests for the moment"),
  ACS_UNAVAILABLE(503, LATER, "ACS does not answer"),
  IDENTITY_TABLE_DENIED(502, ROLE_OR_TABLE, "The table of ACS identities denied the broker"),
  IDENTITY_TABLE_UNAVAILABLE(503, LATER, "The table of ACS identities is not available"),
  MANAGED_IDENTITY_UNAVAILABLE(503, LATER, "The broker cannot sign in at ACS or Entra"),
  SIGNING_KEY_UNKNOWN(401, SAME_TOKEN, "The token's signing key is not published", 400, 503),
  SIGNING_KEYS_UNAVAILABLE(503, LATER, "The token's signing keys cannot be fetched"),
  DEADLINE_PASSED(504, AGAIN, "The broker has waited too long"),
  MISCONFIGURED(503, LOG, "The broker's settings are missing or wrong"),
  NOT_READY(503, LOG, "The broker cannot exchange tokens at the moment"),
  INTERNAL_ERROR(500, REPORT, "The broker has a bug"),
  NOT_FOUND(404, OTHER_ADDRESS, "There is no such route"),
  METHOD_NOT_ALLOWED(405, OTHER_METHOD, "The route does not take this method"),
  IDENTITIES_NOT_ENABLED(404, DECIDE, "The broker gives users no ACS identities"),
  CALLER_TOKENS_NOT_ENABLED(400, AS_BEARER_TOKEN, "The broker takes no caller tokens"),
  BEARER_TOKEN_MISSING(401, SEND_TOKEN, "The request has no bearer token"),
  AUTHORIZATION_DUPLICATED(400, SEND_ONE, "The request has more than one Authorization header"),
  SUBJECT_TOKEN_MALFORMED(400, TOKEN_OR_NOTHING, "What was sent as subject token is no token"),
  SUBJECT_TOKENS_DIFFER(400, SEND_ONE, "The request has two different subject tokens"),
  BODY_MISSING(400, CONTENT_LENGTH, "The announced body has not arrived"),
  BODY_TOO_LARGE(413, BODY, "The body is too large"),
  BODY_NOT_JSON(400, BODY, "The body is not a JSON object"),
  BODY_MEMBER_UNKNOWN(400, BODY, "The body has a member that is not known"),
  BODY_MEMBER_INVALID(400, BODY, "A member of the body is not a GUID"),
  CONTENT_TYPE_NOT_SUPPORTED(415, BODY, "The body is not of the type application/json"),
  SCOPES_INVALID(400, BODY, "The scopes are not a list of scopes of ACS"),
  LIFETIME_INVALID(400, BODY, "The lifetime is not one that ACS allows");

  private static final int NEVER = 0;

  /** The page of all codes, which has an anchor for each: docs/errors.md. */
  private static final String PAGE = "https://acsbroker.io/errors#";

  private final int status;
  private final Remedy remedy;
  private final String title;
  private final int besideTheCredential;
  private final int onBehalfOfTheUser;

  /** A code that is answered with one status. */
  RefusalCode(int status, Remedy remedy, String title) {
    this(status, remedy, title, NEVER, NEVER);
  }

  /**
   * A code of a token that may come in several ways.
   *
   * @param status where the token is the credential of the request
   * @param besideTheCredential where a client has sent it beside a healthy credential
   * @param onBehalfOfTheUser where the broker itself has got it
   */
  RefusalCode(
      int status, Remedy remedy, String title, int besideTheCredential, int onBehalfOfTheUser) {
    this.status = status;
    this.remedy = remedy;
    this.title = title;
    this.besideTheCredential = besideTheCredential;
    this.onBehalfOfTheUser = onBehalfOfTheUser;
  }

  /** The code as it stands in an answer. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The usual status; where the code is about a token, that of one that is the credential. */
  public int status() {
    return status;
  }

  /** The status where a client has sent the token beside its credential; 0 where none can be. */
  int statusBesideTheCredential() {
    return besideTheCredential;
  }

  /** The status where the broker itself has got the token; 0 where none can be. */
  int statusOnBehalfOfTheUser() {
    return onBehalfOfTheUser;
  }

  /** All statuses that the code is answered with, the lowest first. */
  public List<Integer> statuses() {
    return IntStream.of(status, besideTheCredential, onBehalfOfTheUser)
        .filter(each -> each != NEVER)
        .sorted()
        .boxed()
        .toList();
  }

  /** Whether the credential of the request is at fault, of which HTTP sends a challenge. */
  public boolean isAboutCredential() {
    return status == 401;
  }

  /** Whether somebody else than whoever asks is at fault. */
  public boolean isFailure() {
    return status >= 500;
  }

  /** What has happened, in a few words for people. */
  public String title() {
    return title;
  }

  /** Who does what now, in a few words of Markdown. */
  public String remedy() {
    return remedy.text();
  }

  /** The address of the row that explains the code. */
  public URI type() {
    return URI.create(PAGE + text());
  }
}

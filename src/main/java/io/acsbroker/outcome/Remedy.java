package io.acsbroker.outcome;

/** What helps against a refusal: who does what. */
enum Remedy {
  ACCEPT_INVITATION("user: accept the invitation; administrator: send it again"),
  ACCESS_TOKEN("client: send an access token of the scopes of this route, and of no others"),
  ADMINISTRATOR("administrator of the user's tenant: look into it"),
  AGAIN("client: try again; if it goes on, operator"),
  ALL_SCOPES("client: ask for all scopes at once, with consent, or take the route in `detail`"),
  ASSIGN("whoever issues caller tokens: assign it; client: get a new caller token"),
  AS_BEARER_TOKEN("client: send the subject token as the bearer token"),
  BEARER_TOKEN("client: ask for a bearer token, without proof of possession"),
  BODY("client: send the body as `detail` says"),
  CONSENT("administrator of the user's tenant: consent at `consentUrl`"),
  CONTENT_LENGTH("client: send it with a `Content-Length`, or none"),
  DECIDE("operator: allow it, or not"),
  ENABLE_APPLICATION("administrator of the user's tenant: enable it"),
  FEWER_GROUPS("operator: have tokens list assigned groups alone, or use roles"),
  GIVE_ACCESS("whoever manages the ACS resource: give user and application access"),
  HOME_TENANT("user: sign in to the home tenant"),
  INTERACT("client: get a new caller token interactively, with `claims` if there are some"),
  KEEP_ANSWER("client: keep what was answered; try again after `retryAfterSeconds`"),
  LATER("client: try again after `retryAfterSeconds`; if it goes on, operator"),
  LESS("client: ask for what `detail` allows; or operator"),
  LICENCE("administrator: assign a licence; a guest: sign in to the home tenant"),
  LOG("operator: mend what the log names"),
  MAKE_IDENTITY("client: `POST /api/user`"),
  MEET_CLAIMS("client: get a new token of the kind `claimsFor`, with `claims`"),
  NEW_SUBJECT_TOKEN("client: get a new subject token"),
  NEW_TOKEN("client: get a new token"),
  NEW_TOKEN_OR_AGAIN("client: get a new token; after a 503, try again"),
  NEW_TOKEN_OR_CLOCK("client: get a new token; operator, where `detail` doubts the clock"),
  ONE_AT_A_TIME("client: one request at a time, whose answer is shared"),
  OTHER_ACCOUNT("user: take another account; or operator: allow the tenant"),
  OTHER_ADDRESS("client: call an address in `detail`"),
  OTHER_METHOD("client: take a method in `Allow`"),
  OTHER_VERSION("operator: name a version that ACS has"),
  OWN_IDS("client: send the ids of the token's own account, or none"),
  OWN_TABLE("operator: name the resource that made it, or give this broker a table of its own"),
  REPORT("operator: report it, with kind and place from the log, without tokens"),
  ROLE_OR_KEY("operator: assign the role that the log names, or mend the access key"),
  ROLE_OR_TABLE("operator: assign the role that the log names, or create the table"),
  SAME_ACCOUNT("client: get both tokens for the same account"),
  SAME_TOKEN("client: send it again after `retryAfterSeconds`, then a new one; then operator"),
  SEND_ONE("client: send one"),
  SEND_SUBJECT_TOKEN("client: send it as `accessToken`, or in the header `teams-user-aad-token`"),
  SEND_TOKEN("client: send `Authorization: Bearer <token>`"),
  SHORTLY("client: try again shortly; operator, where `detail` doubts the clock"),
  SIGN_IN("client: sign a user in, and send the user's token"),
  TOKEN_OR_NOTHING("client: send a token, or leave it out"),
  TURN_TEAMS_ON("administrator of the user's tenant: turn Teams on");

  private final String text;

  Remedy(String text) {
    this.text = text;
  }

  /** The remedy in a few words, in which names of an answer's members are Markdown's code. */
  String text() {
    return text;
  }
}

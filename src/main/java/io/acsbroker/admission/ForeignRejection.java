package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The answers to rejected caller tokens of an issuer other than Entra: one wording until the
 * signature has held, and afterwards what is wrong. Whoever reads them knows that issuer as their
 * own sign-in.
 *
 * @param clockProblem what speaks against the clock by which tokens are judged
 */
record ForeignRejection(CallerIssuer issuer, Supplier<Optional<String>> clockProblem)
    implements RejectionAnswer {
  private static final String THE_TOKEN = "The caller token";

  @Override
  public ExchangeOutcome to(Rejected rejected) {
    return switch (rejected.reason()) {
      case APPLICATION_TOKEN ->
          refused(
              rejected,
              RefusalCode.CALLER_NOT_A_USER,
              " is a machine's own and no user's. Sign a user in and send the user's token.");
      case EXPIRED -> late(rejected, RefusalCode.TOKEN_EXPIRED, " has expired");
      case NOT_YET_VALID -> late(rejected, RefusalCode.TOKEN_NOT_YET_VALID, " is not valid yet");
      case AUDIENCE_WRONG ->
          refused(
              rejected,
              RefusalCode.TOKEN_AUDIENCE_WRONG,
              " is for another audience. " + howToGet());
      case ISSUER_WRONG ->
          refused(rejected, RefusalCode.TOKEN_ISSUER_WRONG, " is of another issuer than it says.");
      case USER_MISSING ->
          refused(
              rejected,
              RefusalCode.TOKEN_USER_MISSING,
              " does not say of which user it is where this broker looks for it; claim names the"
                  + " place.");
      case CLIENT_MISSING ->
          refused(
              rejected,
              RefusalCode.TOKEN_CLIENT_MISSING,
              " does not say to which application it was issued where this broker looks for it;"
                  + " claim names the place.");
      case CLAIM_WRONG ->
          refused(
              rejected,
              RefusalCode.TOKEN_INVALID,
              " lacks a claim that this broker wants, or has another value there; claim names it."
                  + " Have your sign-in put it into its access tokens, or ask the operator of the"
                  + " broker, who decides what is wanted.");
      case NOT_AN_ACCESS_TOKEN, ID_TOKEN, ID_TOKEN_OF_API ->
          refused(
              rejected,
              RefusalCode.TOKEN_INVALID,
              " says of itself that it is no access token. Send the access token, not the id"
                  + " token. "
                  + howToGet());
      case BOUND_TO_KEY ->
          refused(
              rejected,
              RefusalCode.TOKEN_BOUND_TO_KEY,
              " is bound to a key of its client's, which an exchange would undo. Ask your sign-in"
                  + " for a bearer token, without proof of possession.");
      case TIME_MALFORMED, LIFETIME_TOO_LONG ->
          refused(
              rejected,
              RefusalCode.TOKEN_TIMES_INVALID,
              " has times that make no sense, or lives longer than this broker allows your"
                  + " sign-in's tokens to. Whoever runs your sign-in, or the operator of the"
                  + " broker, can change that.");
      default ->
          refused(
              rejected,
              RefusalCode.TOKEN_INVALID,
              " is not a valid access token of your sign-in for this broker. " + howToGet());
    };
  }

  @Override
  public ExchangeOutcome toUnknownKey(Verification.KeyUnknown unknown) {
    return new ExchangeOutcome.RefusedForNow(
        new Refusal(
                RefusalCode.SIGNING_KEY_UNKNOWN,
                THE_TOKEN
                    + " names a signing key that your sign-in has not published so far; a new key"
                    + " can take a moment to appear. Send the same token again after the time"
                    + " given, and get a new one where that does not help."
                    + Refusal.IF_IT_GOES_ON,
                KEY_UNKNOWN)
            .with(Finding.logged(unknown.diagnosis())),
        unknown.retryAfter());
  }

  /** The answer to a token of an issuer that is not listed, or of none. */
  static ExchangeOutcome unlisted(Rejected rejected) {
    return switch (rejected.reason()) {
      case ISSUER_NOT_LISTED ->
          refused(
              rejected,
              RefusalCode.CALLER_ISSUER_NOT_ALLOWED,
              " is of an issuer whose callers this broker does not serve. Signing in again"
                  + " there does not help: ask the operator of the broker, who decides which"
                  + " issuers are listed.");
      case TOKEN_OF_PLATFORM ->
          refused(rejected, RefusalCode.TOKEN_INVALID, CredentialRejection.OF_PLATFORM);
      default ->
          refused(
              rejected,
              RefusalCode.TOKEN_INVALID,
              " is not a valid access token for this broker. Send the access token of your"
                  + " sign-in, a JWT, exactly as you got it.");
    };
  }

  private ExchangeOutcome late(Rejected rejected, RefusalCode code, String verdict) {
    return refused(
        rejected,
        code,
        verdict
            + clockProblem
                .get()
                .map(problem -> CredentialRejection.BY_A_WRONG_CLOCK)
                .orElse(
                    ". Get a new one from your sign-in; if this goes on, its clock or the broker's"
                        + " is wrong."));
  }

  /** Names what the operator wrote. */
  private String howToGet() {
    Set<String> scopes =
        issuer
            .claims()
            .scopes()
            .map(ScopeClaim::required)
            .map(TreeSet::new)
            .orElseGet(TreeSet::new);
    return "Ask your sign-in for an access token with the audience "
        + issuer.audience()
        + (scopes.isEmpty() ? "" : " and the scope " + String.join(" ", scopes))
        + ".";
  }

  private static Refused refused(Rejected rejected, RefusalCode code, String detail) {
    return new Refused(CredentialRejection.refusal(rejected, code, THE_TOKEN + detail));
  }
}

package io.acsbroker.outcome;

import io.acsbroker.subject.Caller;
import io.acsbroker.subject.ForeignCaller;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Person;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a request by now, for the log alone: nothing is decided by it.
 *
 * @param subjectToken as it was sent or fetched, whether it is any good or not
 * @param tenant where it is one to speak of: an allowed one, or one that is not
 * @param callerIssuer the name of the caller token's issuer, proven, where that is another than
 *     Entra
 * @param caller who is calling, proven
 * @param subject for whom, proven or at least allowed to be asked for
 * @param rule by which the user was let in, in the operator's own terms; empty where nobody was
 * @param verifying the time spent on tokens; fetching keys is the only part that takes any
 * @param delegating the time spent on a token on behalf of the caller
 */
public record Trail(
    Optional<ReceivedToken> subjectToken,
    Optional<TenantId> tenant,
    Optional<String> callerIssuer,
    Optional<Caller> caller,
    Optional<ExchangeSubject> subject,
    Optional<String> rule,
    Duration verifying,
    Duration delegating) {
  /** Nothing is known yet. */
  public static final Trail EMPTY =
      new Trail(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          Duration.ZERO);

  /** The user: of the subject token, or of the caller token where the request came no further. */
  public Optional<Person> user() {
    if (subject.isPresent()) {
      return Optional.of(subject.get().subject());
    }
    return caller.isPresent() ? Optional.of(caller.get().person()) : Optional.empty();
  }

  /** The tenant of the user, or of a token that was refused. */
  public Optional<TenantId> knownTenant() {
    Optional<Person> user = user();
    return user.isPresent() && user.get() instanceof Subject known
        ? Optional.of(known.tenant())
        : tenant;
  }

  /** The client that the subject token was issued to. */
  public Optional<ClientId> client() {
    return subject.isPresent() ? Optional.of(subject.get().client()) : Optional.empty();
  }

  /**
   * The client that the caller token was issued to; of another issuer's than Entra one that the
   * settings name, since such an issuer may write anything there.
   */
  public Optional<String> callerClient() {
    if (caller.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> client = caller.get().clientName();
    return caller.get() instanceof ForeignCaller foreign
        ? client.filter(foreign.issuer().claims().clients()::contains)
        : client;
  }

  /** Entra's own id of the subject token. */
  public Optional<String> tokenId() {
    Optional<VerifiedToken> proof = proof();
    return proof.isPresent() ? proof.get().tokenId() : Optional.empty();
  }

  /** The issuer's own id of the caller token. */
  public Optional<String> callerTokenId() {
    return caller.isPresent() ? caller.get().tokenId() : Optional.empty();
  }

  /** The number of header parameters of both tokens that the broker does not know and ignores. */
  public int ignoredHeaderParameters() {
    Optional<VerifiedToken> proof = proof();
    return (proof.isPresent() ? proof.get().ignoredHeaderParameters() : 0)
        + (caller.isPresent() ? caller.get().ignoredHeaderParameters() : 0);
  }

  private Optional<VerifiedToken> proof() {
    return subject.isPresent() && subject.get() instanceof ExchangeSubject.Verified verified
        ? Optional.of(verified.proof())
        : Optional.empty();
  }

  /** With the subject token, before anybody has looked at it. */
  public Trail withSubjectToken(ReceivedToken token) {
    return new Trail(
        Optional.of(token), tenant, callerIssuer, caller, subject, rule, verifying, delegating);
  }

  /** With the tenant of a token that was refused, where it may be told. */
  public Trail withTenant(Optional<TenantId> newTenant) {
    Optional<TenantId> last = newTenant.isPresent() ? newTenant : tenant;
    return new Trail(
        subjectToken, last, callerIssuer, caller, subject, rule, verifying, delegating);
  }

  /**
   * With the issuer of a caller token, other than Entra, whose signature has held, whether or not
   * the token was refused.
   */
  public Trail withCallerIssuer(String name) {
    return new Trail(
        subjectToken, tenant, Optional.of(name), caller, subject, rule, verifying, delegating);
  }

  /** With the caller, proven. */
  public Trail withCaller(Caller newCaller) {
    return new Trail(
        subjectToken,
        tenant,
        callerIssuer,
        Optional.of(newCaller),
        subject,
        rule,
        verifying,
        delegating);
  }

  /** With the subject for whom a token is wanted. */
  public Trail withSubject(ExchangeSubject newSubject) {
    return new Trail(
        subjectToken,
        tenant,
        callerIssuer,
        caller,
        Optional.of(newSubject),
        rule,
        verifying,
        delegating);
  }

  /** With the rule that let the user in, unless another one has done so before. */
  public Trail admittedBy(String newRule) {
    Optional<String> first = rule.isPresent() ? rule : Optional.of(newRule);
    return new Trail(
        subjectToken, tenant, callerIssuer, caller, subject, first, verifying, delegating);
  }

  /** With this much more time spent on verifying tokens. */
  public Trail verified(Duration took) {
    return new Trail(
        subjectToken,
        tenant,
        callerIssuer,
        caller,
        subject,
        rule,
        verifying.plus(took),
        delegating);
  }

  /** With this much more time spent on a token on behalf of the caller. */
  public Trail delegated(Duration took) {
    return new Trail(
        subjectToken,
        tenant,
        callerIssuer,
        caller,
        subject,
        rule,
        verifying,
        delegating.plus(took));
  }
}

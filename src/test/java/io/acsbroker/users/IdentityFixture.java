package io.acsbroker.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.admission.CallerCheck;
import io.acsbroker.admission.CallerPolicy;
import io.acsbroker.admission.ForeignCallerCheck;
import io.acsbroker.admission.ForeignCallerPolicy;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.ForeignCallers;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.subject.ForeignVerification;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Guests;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Instances of a broker over one table and one ACS that a test decides for. */
public final class IdentityFixture {
  static final ReceivedToken CALLER = new ReceivedToken("caller");
  static final Subject USER =
      new Subject(
          new TenantId("11111111-1111-4111-8111-111111111111"),
          new ObjectId("22222222-2222-4222-8222-222222222222"));
  private static final ClientId API = new ClientId("55555555-5555-4555-8555-555555555555");
  private static final ClientId CLIENT = new ClientId("66666666-6666-4666-8666-666666666666");
  private static final Scope SCOPE = new Scope("access_as_user");

  final FakeTable table = new FakeTable();
  final FakeAcs acs = new FakeAcs();

  /** What others do while an intent is watched, instead of time that passes. */
  volatile Runnable meanwhile = () -> {};

  /** Whose token it is. */
  Function<ReceivedToken, Subject> users = token -> USER;

  /** Callers of other issuers than Entra, by their tokens. */
  final Map<ReceivedToken, ForeignCallers> foreign = new HashMap<>();

  InstantSource clock = InstantSource.system();
  int perUser = 1_000_000;
  Duration deadline = Duration.ofSeconds(30);

  private final class Elsewhere implements ForeignTokenVerifier {
    @Override
    public Optional<CallerIssuer> issuerOf(ReceivedToken token) {
      return Optional.ofNullable(foreign.get(token)).map(ForeignCallers::issuer);
    }

    @Override
    public ForeignVerification verify(ReceivedToken token, CallerIssuer issuer, Deadline within) {
      return Objects.requireNonNull(foreign.get(token)).verification();
    }

    @Override
    public Optional<String> prepare(Deadline within) {
      return Optional.empty();
    }
  }

  /** An instance, of which there may be many. */
  public UserIdentities instance() {
    EntraTokenVerifier verifier =
        (token, profile, within) ->
            new Verification.Verified(
                VerifiedTokens.of(
                    token, users.apply(token), TokenVersion.V2, CLIENT, Set.of(SCOPE)));
    AccessRule rule =
        new AccessRule(Set.of(), Set.of(CLIENT), Set.of(), Set.of(), Set.of(), Guests.ACS);
    return new UserIdentities(
        CallerCheck.ofEntra(
            verifier,
            new CallerPolicy(
                new AccessRules.ForAll(new AllowedTenants.AnyOrganisation(), rule), API, SCOPE),
            foreign.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new ForeignCallerCheck(
                        new Elsewhere(),
                        new ForeignCallerPolicy(CallerRoute.IDENTITY),
                        Optional::empty))),
        new IdentityPolicy(Set.of(AcsScope.VOIP, AcsScope.VOIP_JOIN), Duration.ofHours(10)),
        acs,
        table,
        new UserLimit(perUser, clock),
        new IntentWatch() {
          @Override
          void pause(Duration time) {
            meanwhile.run();
          }
        },
        clock);
  }

  FinishedExchange handle(IdentityRequest request) {
    return instance().handle(request, Deadline.in(deadline));
  }

  static IdentityRequest.Token token() {
    return new IdentityRequest.Token(CALLER, Optional.empty(), Optional.empty());
  }

  /** A token for the identity that the table has, and ACS knows. */
  FinishedExchange granted() {
    FinishedExchange finished = handle(token());
    GrantedToIdentity granted =
        assertInstanceOf(GrantedToIdentity.class, finished.outcome(), finished::toString);
    assertEquals(kept().map(AcsIdentity::id), Optional.of(granted.token().userId()));
    return finished;
  }

  /** The identity that the table has for the user. */
  Optional<AcsIdentity> kept() {
    return Optional.ofNullable(table.rows.get(USER)).flatMap(FakeTable.Row::identity);
  }

  static RefusalCode code(FinishedExchange finished) {
    return switch (finished.outcome()) {
      case ExchangeOutcome.Refused(Refusal refusal) -> refusal.code();
      case ExchangeOutcome.RefusedForNow now -> now.refusal().code();
      case ExchangeOutcome.DeadlinePassed(Refusal refusal) -> refusal.code();
      case ExchangeOutcome other -> throw new AssertionError(other.toString());
    };
  }
}

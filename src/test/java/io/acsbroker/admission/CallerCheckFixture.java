package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.delegation.SubjectTokenSource;
import io.acsbroker.exchange.SharedIssuance;
import io.acsbroker.exchange.TokenExchange;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.issuance.TokenIssuer;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Source;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.ForeignCallers;
import io.acsbroker.subject.ForeignTokenVerifier;
import io.acsbroker.subject.ForeignVerification;
import io.acsbroker.subject.UserStanding;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Unverified;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Guests;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exchange with callers, whose verifier, Entra and ACS say what a test wants them to. */
final class CallerCheckFixture {
  static final TenantId TENANT = new TenantId("11111111-1111-4111-8111-111111111111");
  static final Subject USER =
      new Subject(TENANT, new ObjectId("22222222-2222-4222-8222-222222222222"));
  static final ClientId API = new ClientId("55555555-5555-4555-8555-555555555555");
  static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  static final ClientId CALLER_CLIENT = new ClientId("66666666-6666-4666-8666-666666666666");
  static final Scope SCOPE = new Scope("access_as_user");
  static final Set<Scope> TEAMS = Set.of(new Scope("Teams.ManageCalls"));
  static final ReceivedToken CALLER = new ReceivedToken("caller");
  static final ReceivedToken FOREIGN = new ReceivedToken("foreign");
  static final ReceivedToken SUBJECT = new ReceivedToken("subject");
  static final ReceivedToken DELEGATED = new ReceivedToken("delegated");

  final List<IssuanceRequest> asked = new ArrayList<>();
  final List<ReceivedToken> forgotten = new ArrayList<>();
  final List<ReceivedToken> distrusted = new ArrayList<>();
  final List<TokenProfile> profiles = new ArrayList<>();
  private final Map<ReceivedToken, Verification> verifications = new HashMap<>();
  AccessRule rule =
      new AccessRule(
          Set.of(CLIENT), Set.of(CALLER_CLIENT), Set.of(), Set.of(), Set.of(), Guests.ACS);
  Delegation delegation = new Delegation.Delegated(DELEGATED);
  Issuance issuance = new Issuance.Issued(new IssuedToken("issued", Instant.MAX, "8:orgid:x"));
  @Nullable AccessRules rules;
  Optional<String> keyProblem = Optional.empty();
  Optional<String> clockProblem = Optional.empty();
  int perUser = 100;
  boolean acsLeftAlone;
  private @Nullable UserLimit userLimit;
  Optional<ReadinessProblem> credentialProblem = Optional.empty();
  final ManualClock clock = new ManualClock();
  final LastingFailure unknownKey = new LastingFailure(Kind.SIGNING_KEYS, clock);
  ExchangeRoute route = ExchangeRoute.TEAMS;
  boolean onBehalfOf;
  boolean entraToo = true;
  Optional<ForeignCallers> foreignCaller = Optional.empty();
  Optional<Unverified> foreignRejection = Optional.empty();
  Optional<String> foreignKeyProblem = Optional.empty();
  ReceivedToken bearer = CALLER;
  boolean unread;

  CallerCheckFixture() {
    verified(CALLER, USER, CALLER_CLIENT, Set.of(SCOPE));
    verified(SUBJECT, USER, CLIENT, TEAMS);
    verified(DELEGATED, USER, API, TEAMS);
  }

  void verified(ReceivedToken token, Subject user, ClientId client, Set<Scope> scopes) {
    standing(token, user, client, scopes, UserStanding.PLAIN);
  }

  void standing(
      ReceivedToken token,
      Subject user,
      ClientId client,
      Set<Scope> scopes,
      UserStanding standing) {
    VerifiedToken verified = VerifiedTokens.standing(token, user, client, scopes, standing);
    verifications.put(token, new Verification.Verified(verified));
  }

  Verification verification(ReceivedToken token) {
    return Objects.requireNonNull(verifications.get(token));
  }

  void verification(ReceivedToken token, Verification verification) {
    verifications.put(token, verification);
  }

  /** The exchange of a caller token and, where it is there, a subject token. */
  FinishedExchange exchange(ReceivedToken... sent) {
    return exchange(Optional.empty(), Duration.ofMinutes(1), sent);
  }

  FinishedExchange exchange(
      Optional<ClientId> assertedClient, Duration deadline, ReceivedToken... sent) {
    ExchangeRequest request =
        new ExchangeRequest(
            bearer, List.of(sent).stream().findFirst(), Optional.empty(), assertedClient);
    return tokenExchange().exchange(request, Deadline.in(deadline));
  }

  /** What stands in the way of the first exchange. */
  List<ReadinessProblem> problems() {
    return tokenExchange().prepare(Deadline.in(Duration.ofMinutes(1)));
  }

  private TokenExchange tokenExchange() {
    AccessRules all =
        Objects.requireNonNullElseGet(
            rules, () -> new AccessRules.ForAll(new AllowedTenants.AnyOrganisation(), rule));
    SubjectRequirements required =
        new SubjectRequirements(route, route.resource().profile(EntraCloud.PUBLIC), TEAMS);
    ExchangePolicy policy = new ExchangePolicy(all, required);
    return new TokenExchange(route, authentication(all, policy), policy, issuance());
  }

  private Authentication authentication(AccessRules rules, ExchangePolicy policy) {
    EntraTokenVerifier verifier = new Verifier();
    VerifiedSubject verified = new VerifiedSubject(EntraCloud.PUBLIC, verifier, policy.required());
    DelegatedSubject delegated =
        new DelegatedSubject(
            Source::new,
            verifier,
            API,
            policy,
            new ConsentPage(URI.create("https://entra.example"), API),
            unknownKey);
    return new CallerAuthentication(
        callers(verifier, new CallerPolicy(rules, API, SCOPE)),
        unread ? SentSubject.unread(CLIENT) : verified,
        onBehalfOf ? Optional.of(delegated) : Optional.empty(),
        foreignCaller.map(listed -> new ForeignSubject(verified, rules)));
  }

  private CallerCheck callers(EntraTokenVerifier verifier, CallerPolicy policy) {
    Optional<ForeignCallerCheck> foreign =
        foreignCaller.map(
            caller ->
                new ForeignCallerCheck(
                    new Elsewhere(caller),
                    new ForeignCallerPolicy(CallerRoute.EXCHANGE),
                    Optional::empty));
    return entraToo
        ? CallerCheck.ofEntra(verifier, policy, foreign)
        : CallerCheck.ofOthers(foreign.orElseThrow());
  }

  private SharedIssuance issuance() {
    if (userLimit == null) {
      userLimit = new UserLimit(perUser, clock);
    }
    return new SharedIssuance(
        new Acs(),
        "https://acs.example",
        Duration.ofMinutes(15),
        userLimit,
        16,
        InstantSource.system());
  }

  private final class Acs implements TokenIssuer {
    @Override
    public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
      asked.add(request);
      return AcsReport.unasked(issuance);
    }

    @Override
    public Optional<AcsReport<Issuance>> leftAlone(ExchangeRoute route, Subject user) {
      return acsLeftAlone ? Optional.of(AcsReport.unasked(issuance)) : Optional.empty();
    }
  }

  private final class Verifier implements EntraTokenVerifier {
    @Override
    public Verification verify(ReceivedToken token, TokenProfile profile, Deadline deadline) {
      profiles.add(profile);
      return verifications.getOrDefault(
          token, new Verification.KeysUnavailable(Duration.ofSeconds(5), "HTTP 500"));
    }

    @Override
    public Optional<String> prepare(Deadline deadline) {
      return keyProblem;
    }

    @Override
    public Optional<String> clockProblem() {
      return clockProblem;
    }
  }

  /** Takes one token, and knows one issuer. */
  private final class Elsewhere implements ForeignTokenVerifier {
    private final ForeignCallers caller;

    Elsewhere(ForeignCallers caller) {
      this.caller = caller;
    }

    @Override
    public Optional<CallerIssuer> issuerOf(ReceivedToken token) {
      return token.equals(FOREIGN) ? Optional.of(caller.issuer()) : Optional.empty();
    }

    @Override
    public ForeignVerification verify(ReceivedToken token, CallerIssuer issuer, Deadline deadline) {
      assertEquals(caller.issuer(), issuer);
      return foreignRejection.<ForeignVerification>map(it -> it).orElseGet(caller::verification);
    }

    @Override
    public Optional<String> prepare(Deadline deadline) {
      return foreignKeyProblem;
    }
  }

  private final class Source implements SubjectTokenSource {
    @Override
    public Delegation onBehalfOf(
        ReceivedToken callerToken,
        Subject user,
        Supplier<Optional<Duration>> budget,
        Deadline deadline) {
      assertEquals(USER, user);
      return budget.get().<Delegation>map(Delegation.OverBudget::new).orElse(delegation);
    }

    @Override
    public void forget(ReceivedToken callerToken, ReceivedToken subjectToken) {
      assertEquals(DELEGATED, subjectToken);
      forgotten.add(callerToken);
    }

    @Override
    public void distrust(ReceivedToken callerToken, ReceivedToken subjectToken) {
      assertEquals(DELEGATED, subjectToken);
      distrusted.add(callerToken);
    }

    @Override
    public Optional<ReadinessProblem> prepare() {
      return credentialProblem;
    }
  }
}

package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.IdentityAnswer.Done;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.IdentityAnswer.Unknown;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.acs.Identities;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Microsoft's client against the emulator. */
class AcsIdentityIssuerTest {
  private static final TokenOptions CALLING =
      new TokenOptions(Set.of(AcsScope.VOIP), Duration.ofMinutes(90));
  private static final Subject USER = SampleSubjects.number(0);
  private static LocalCloud cloud;
  private static SSLContext before;
  private IdentityIssuer issuer;

  @BeforeAll
  static void start() throws Exception {
    before = SSLContext.getDefault();
    cloud = LocalCloud.start(0, InstantSource.system());
    SSLContext.setDefault(cloud.certificate().clientContext());
  }

  @AfterAll
  static void stop() {
    SSLContext.setDefault(before);
    cloud.close();
  }

  @BeforeEach
  void make() {
    issuer = issuer(cloud.acs().connectionString());
  }

  @AfterEach
  void mend() {
    cloud.acs().identityRequests().answerAll(null);
  }

  private static IdentityIssuer issuer(String connectionString) {
    URI endpoint = cloud.acs().endpoint();
    return new AcsIssuance(
            () -> BoundedHttp.client().build(),
            new ResourceCredential.ConnectionString(endpoint, connectionString),
            AcsApiVersion.FIRST_WHOLE,
            8,
            new LastingFailure(Kind.ACS, InstantSource.system()),
            InstantSource.system(),
            new ServerClock(InstantSource.system()))
        .identities();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static Identities identities() {
    return cloud.acs().identities();
  }

  private AcsIdentity create() {
    Made made =
        assertInstanceOf(Made.class, issuer.create(USER, Optional.empty(), soon()).answer());
    assertEquals(Optional.empty(), made.token());
    return made.identity();
  }

  private IssuedToken issue(AcsIdentity identity, TokenOptions options) {
    return assertInstanceOf(Issued.class, issuer.issue(USER, identity, options, soon()).answer())
        .token();
  }

  @Test
  void makesAnotherIdentityEveryTime() {
    AcsIdentity one = create();
    AcsIdentity other = create();
    assertTrue(identities().ids().containsAll(Set.of(one.id(), other.id())));
  }

  @Test
  void makesAnIdentityWithATokenInOneRequest() {
    int requests = cloud.acs().identityRequests().requests();
    AcsReport<IdentityAnswer> report = issuer.create(USER, Optional.of(CALLING), soon());
    Made made = assertInstanceOf(Made.class, report.answer());
    assertEquals(requests + 1, cloud.acs().identityRequests().requests());
    assertEquals(1, report.tries());
    String token = made.token().orElseThrow().value();
    assertEquals(Optional.of(made.identity().id()), identities().holder(token));
    assertEquals(List.of("voip"), identities().scopes(token));
  }

  @ParameterizedTest
  @EnumSource(AcsScope.class)
  void issuesATokenOfEachScope(AcsScope scope) {
    AcsIdentity identity = create();
    IssuedToken token = issue(identity, new TokenOptions(Set.of(scope), Duration.ofMinutes(60)));
    assertEquals(List.of(scope.text()), identities().scopes(token.value()));
    assertEquals(Optional.of(identity.id()), identities().holder(token.value()));
  }

  @ParameterizedTest
  @CsvSource({"60", "90", "1440"})
  void issuesATokenForAsLongAsIsWished(int minutes) {
    Instant earliest = Instant.now().plus(Duration.ofMinutes(minutes)).minusSeconds(2);
    IssuedToken token =
        issue(create(), new TokenOptions(Set.of(AcsScope.VOIP), Duration.ofMinutes(minutes)));
    assertTrue(token.expiresOn().isAfter(earliest));
    assertTrue(token.expiresOn().isBefore(earliest.plusSeconds(60)));
  }

  @Test
  void makesTokensWorthlessAndNotTheIdentity() {
    AcsIdentity identity = create();
    String token = issue(identity, CALLING).value();
    assertEquals(new Done(), issuer.revoke(USER, identity, soon()).answer());
    assertEquals(Optional.empty(), identities().holder(token));
    String next = issue(identity, CALLING).value();
    assertEquals(Optional.of(identity.id()), identities().holder(next));
  }

  @Test
  void removesTheIdentity() {
    AcsIdentity identity = create();
    assertEquals(new Done(), issuer.delete(USER, identity, soon()).answer());
    Unknown unknown = new Unknown("HTTP 404 IdentityNotFound");
    assertEquals(unknown, issuer.delete(USER, identity, soon()).answer());
    assertEquals(unknown, issuer.revoke(USER, identity, soon()).answer());
    assertEquals(unknown, issuer.issue(USER, identity, CALLING, soon()).answer());
  }

  private Stream<AcsReport<IdentityAnswer>> everything() {
    AcsIdentity identity = new AcsIdentity("8:acs:any");
    return Stream.of(
        issuer.create(USER, Optional.empty(), soon()),
        issuer.create(USER, Optional.of(CALLING), soon()),
        issuer.issue(USER, identity, CALLING, soon()),
        issuer.revoke(USER, identity, soon()),
        issuer.delete(USER, identity, soon()));
  }

  @Test
  void saysThatAcsRefusesTheBroker() {
    issuer = issuer("endpoint=" + cloud.acs().endpoint() + "/;accesskey=d3Jvbmc=");
    everything()
        .forEach(
            report ->
                assertEquals(
                    new Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied"), report.answer()));
  }

  @ParameterizedTest
  @CsvSource({
    "200, '{}'",
    "200, nonsense",
    "201, '{\"identity\":{}}'",
    "302, ''",
    // A gateway's: the identity may live
    "404, ''",
    "404, <html>",
    "404, '{\"statusCode\":404,\"message\":\"Resource not found\"}'"
  })
  void takesNonsenseForNoIdentityAndNoToken(int status, String body) {
    cloud
        .acs()
        .identityRequests()
        .answerAll(
            new CannedAnswer(
                status, Map.of("Content-Type", "application/json"), body, Duration.ZERO));
    for (Optional<TokenOptions> options :
        List.of(Optional.<TokenOptions>empty(), Optional.of(CALLING))) {
      Refused refused =
          assertInstanceOf(Refused.class, issuer.create(USER, options, soon()).answer(), body);
      assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
    }
    Refused refused =
        assertInstanceOf(
            Refused.class,
            issuer.issue(USER, new AcsIdentity("8:acs:any"), CALLING, soon()).answer(),
            body);
    assertEquals(RefusalReason.ANSWER_NOT_UNDERSTOOD, refused.reason());
  }

  @Test
  void asksForNoSecondIdentityWhereTheFirstAnswerIsLost() {
    cloud
        .acs()
        .identityRequests()
        .disturb(handler -> request -> handler.answer(request).delivered(Delivery.NOTHING));
    int before = identities().ids().size();
    AcsReport<IdentityAnswer> report = issuer.create(USER, Optional.empty(), soon());
    assertEquals(
        Cause.ACS_UNAVAILABLE, assertInstanceOf(Unavailable.class, report.answer()).cause());
    assertEquals(1, report.tries());
    assertEquals(before + 1, identities().ids().size());
  }

  @Test
  void leavesAcsAloneForAsLongAsItWants() {
    cloud
        .acs()
        .identityRequests()
        .answerAll(new CannedAnswer(429, Map.of("Retry-After", "30"), "", Duration.ZERO));
    AcsReport<IdentityAnswer> first = issuer.create(USER, Optional.empty(), soon());
    assertEquals(
        Optional.of(Duration.ofSeconds(30)),
        assertInstanceOf(Unavailable.class, first.answer()).retryAfter());
    cloud.acs().identityRequests().answerAll(null);
    AcsReport<IdentityAnswer> second = issuer.revoke(USER, new AcsIdentity("8:acs:any"), soon());
    assertEquals(Cause.ACS_THROTTLES, assertInstanceOf(Unavailable.class, second.answer()).cause());
    assertEquals(0, second.tries());
  }
}

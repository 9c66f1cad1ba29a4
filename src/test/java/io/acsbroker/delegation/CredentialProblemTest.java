package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientCredential.Certificate;
import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.ReadinessProblem;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in the way of asking Entra, before anybody wants a token. */
class CredentialProblemTest {
  private final EntraFixture fixture;

  CredentialProblemTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    assertEquals(0, fixture.entra.requests(), "Entra was asked");
    fixture.close();
  }

  private static Optional<String> text(Optional<ReadinessProblem> problem) {
    return problem.map(ReadinessProblem::toString);
  }

  @Test
  void isNoneWithASecretForWhichNoPlatformIsAsked() {
    assertEquals(Optional.empty(), fixture.source(new Secret("s3cret")).prepare());
    assertEquals(0, fixture.assertions.get());
  }

  @Test
  void isNoneWhereThePlatformHasGivenAnAssertionThatIsKept() {
    SubjectTokenSource source = fixture.source();
    assertEquals(Optional.empty(), source.prepare());
    assertEquals(Optional.empty(), source.prepare());
    assertEquals(1, fixture.assertions.get());
  }

  @Test
  void isACertificateThatIsNone() {
    assertEquals(
        Optional.of("settings: " + UnusableCredentialException.DIAGNOSIS),
        text(fixture.source(new Certificate("c2VjcmV0")).prepare()));
  }

  @Test
  void isAPlatformThatGivesNoAssertion() {
    SubjectTokenSource source =
        fixture.source(
            new FederatedIdentity(EntraFixture.IDENTITY),
            () -> {
              throw new IllegalStateException("with a secret");
            });
    assertEquals(
        Optional.of("managed identity: no token, and no more is known"), text(source.prepare()));
  }

  /** A machine on which tests run names no endpoint of a managed identity. */
  @Test
  void isAnAppWithoutAnIdentityWhereTheSettingsNameOne() {
    assertEquals(
        Optional.of(
            "managed identity: no IDENTITY_ENDPOINT in the environment, so the app has no managed"
                + " identity: assign one to it"),
        text(sourceByThePlatform(new FederatedIdentity(EntraFixture.IDENTITY)).prepare()));
    assertEquals(Optional.empty(), text(sourceByThePlatform(new Secret("s3cret")).prepare()));
  }

  private SubjectTokenSource sourceByThePlatform(ClientCredential credential) {
    return fixture
        .settings(credential)
        .sources(
            BoundedHttp.client().build(),
            fixture.kept,
            fixture.clock(),
            new ServerClock(fixture.clock()))
        .of(Set.of(EntraFixture.SCOPE));
  }
}

package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator may know of an exchange, as far as it came. */
class FinishedExchangeTest {
  private static final TenantId TENANT = new TenantId("11111111-1111-4111-8111-111111111111");
  private static final Subject SUBJECT =
      new Subject(TENANT, new ObjectId("22222222-2222-4222-8222-222222222222"));
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final VerifiedToken TOKEN =
      VerifiedTokens.of(
          new ReceivedToken("x"), SUBJECT, TokenVersion.V1, CLIENT, Set.of(), Instant.MAX, 3);
  private static final IssuedToken ISSUED = new IssuedToken("y", Instant.MAX, "8:orgid:x");
  private static final AcsReport<Issuance> REPORT =
      new AcsReport<>(
          new Issued(ISSUED),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          2,
          Optional.of("acs-correlation"));
  private static final FinishedExchange PROVEN =
      FinishedExchange.refused(
          new Granted(ISSUED),
          Stage.ACS,
          Trail.EMPTY.withSubject(new ExchangeSubject.Direct(TOKEN)));

  @Test
  void tellsWhoseTokenItWasOnceItIsProven() {
    assertEquals(Source.BROKER, PROVEN.source());
    assertEquals(Optional.of(TENANT), PROVEN.trail().knownTenant());
    assertEquals(Optional.of(CLIENT), PROVEN.trail().client());
    assertEquals(Optional.of(SUBJECT), PROVEN.trail().user());
    assertEquals(Optional.of("uti"), PROVEN.trail().tokenId());
    assertEquals(3, PROVEN.trail().ignoredHeaderParameters());
  }

  @Test
  void tellsNothingOfATokenThatIsNotProven() {
    FinishedExchange refused =
        FinishedExchange.refused(
            PROVEN.outcome(), Stage.TENANT, Trail.EMPTY.withTenant(Optional.of(TENANT)));
    assertEquals(Source.BROKER, refused.source());
    assertEquals(Optional.of(TENANT), refused.trail().knownTenant());
    assertEquals(Optional.empty(), refused.trail().client());
    assertEquals(Optional.empty(), refused.trail().user());
    assertEquals(Optional.empty(), refused.trail().tokenId());
    assertEquals(0, refused.trail().ignoredHeaderParameters());
    assertEquals(Optional.empty(), refused.acs().correlationId());
  }

  private static FinishedExchange answered(Source source) {
    return FinishedExchange.answered(PROVEN.outcome(), Stage.ACS, PROVEN.trail(), REPORT, source);
  }

  @Test
  void tellsWhatItTookToAskAcs() {
    FinishedExchange asked = answered(Source.ACS);
    assertEquals(Source.ACS, asked.source());
    assertEquals(Duration.ofMillis(1), asked.acs().signingIn());
    assertEquals(Duration.ofMillis(2), asked.acs().asking());
    assertEquals(2, asked.acs().tries());
    assertEquals(Optional.of("acs-correlation"), asked.acs().correlationId());
  }

  @Test
  void countsNoEffortThatAnotherRequestHadWithAcs() {
    for (Source source : new Source[] {Source.SHARED, Source.MEMORY}) {
      FinishedExchange spared = answered(source);
      assertEquals(Duration.ZERO, spared.acs().signingIn());
      assertEquals(Duration.ZERO, spared.acs().asking());
      assertEquals(0, spared.acs().tries());
      assertEquals(Optional.of("acs-correlation"), spared.acs().correlationId());
    }
  }

  @Test
  void tookNothingWhereAcsWasNotAsked() {
    assertEquals(Duration.ZERO, PROVEN.acs().signingIn());
    assertEquals(Duration.ZERO, PROVEN.acs().asking());
    assertEquals(0, PROVEN.acs().tries());
  }
}

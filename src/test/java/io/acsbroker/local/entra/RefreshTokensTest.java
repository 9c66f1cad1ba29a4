package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {
  private static final String CLIENT = SampleDirectory.CLIENT_ID;

  private final RefreshTokens tokens =
      new RefreshTokens(
          SampleDirectory.DIRECTORY, InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")));

  private record Grant(SampleUser user) implements RefreshTokens.Refreshable {
    @Override
    public String clientId() {
      return CLIENT;
    }
  }

  private String give(SampleUser user) {
    return tokens.give(new Grant(user), Duration.ofDays(1));
  }

  private int refusal(String token, String tenant) {
    return assertInstanceOf(RefreshTokens.Found.Bad.class, tokens.find(token, CLIENT, tenant))
        .refusal()
        .code();
  }

  private SampleUser user(String token, String tenant) {
    return assertInstanceOf(RefreshTokens.Found.Good.class, tokens.find(token, CLIENT, tenant))
        .user();
  }

  @Test
  void areForAPersonWhereverTheyAreKnown() {
    String token = give(SampleDirectory.LIDIA);

    assertEquals(SampleDirectory.LIDIA, user(token, "organizations"));
    assertEquals(SampleDirectory.LIDIA, user(token, SampleDirectory.FABRIKAM.tenantId()));
    assertEquals(SampleDirectory.LIDIA_AS_GUEST, user(token, SampleDirectory.CONTOSO.tenantId()));
    assertEquals(50020, refusal(token, SampleDirectory.LITWARE.tenantId()));
  }

  @Test
  void endWithThePersonsAtHomeAndNobodyElses() {
    String home = give(SampleDirectory.LIDIA);
    String guest = give(SampleDirectory.LIDIA_AS_GUEST);
    String other = give(SampleDirectory.NESTOR);

    tokens.revoke(SampleDirectory.LIDIA);

    assertEquals(50173, refusal(home, "organizations"));
    assertEquals(50173, refusal(guest, "organizations"));
    assertEquals(SampleDirectory.NESTOR, user(other, "organizations"));
  }
}

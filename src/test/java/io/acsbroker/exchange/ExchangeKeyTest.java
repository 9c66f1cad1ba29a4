package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExchangeKeyTest {
  @Test
  void isTheSameForTheSameParts() {
    assertEquals(HashKey.of(List.of("a", "b")), HashKey.of(List.of("a", "b")));
  }

  @Test
  void differsWhereverPartsAreCutOrOrderedDifferently() {
    HashKey key = HashKey.of(List.of("ab", "c"));
    assertNotEquals(key, HashKey.of(List.of("a", "bc")));
    assertNotEquals(key, HashKey.of(List.of("abc")));
    assertNotEquals(key, HashKey.of(List.of("c", "ab")));
    assertNotEquals(key, HashKey.of(List.of("ab", "c", "")));
  }

  @Test
  void isOfRouteResourceTokenTenantUserAndClient() {
    String tenant = "11111111-1111-4111-8111-111111111111";
    String other = "33333333-3333-4333-8333-333333333333";
    Set<HashKey> keys =
        Set.of(
            key(ExchangeRoute.TEAMS, "https://a", "t", tenant, tenant, tenant),
            key(ExchangeRoute.ENTRA, "https://a", "t", tenant, tenant, tenant),
            key(ExchangeRoute.TEAMS, "https://b", "t", tenant, tenant, tenant),
            key(ExchangeRoute.TEAMS, "https://a", "u", tenant, tenant, tenant),
            key(ExchangeRoute.TEAMS, "https://a", "t", other, tenant, tenant),
            key(ExchangeRoute.TEAMS, "https://a", "t", tenant, other, tenant),
            key(ExchangeRoute.TEAMS, "https://a", "t", tenant, tenant, other));
    assertEquals(7, keys.size());
  }

  private static HashKey key(
      ExchangeRoute route,
      String resource,
      String token,
      String tenant,
      String user,
      String client) {
    return SharedIssuance.key(
        route,
        resource,
        new ExchangeSubject.Direct(
            VerifiedTokens.of(
                new ReceivedToken(token),
                new Subject(new TenantId(tenant), new ObjectId(user)),
                TokenVersion.V1,
                new ClientId(client),
                Set.of())));
  }

  /** {@code printf '\0\0\0\1a' | sha256sum}. */
  @Test
  void isTheHashOfTheLengthAndThePart() {
    assertEquals(
        new HashKey(
            0x72ff6b02949dad95L, 0x006c343e3db31500L, 0x90d3afb49f6bbdb9L, 0x2fdc17607997a85cL),
        HashKey.of(List.of("a")));
  }
}

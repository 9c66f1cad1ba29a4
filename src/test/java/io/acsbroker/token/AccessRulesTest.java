package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rule holds for users of which tenant. */
class AccessRulesTest {
  private static final TenantId ONE = new TenantId("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final TenantId TWO = new TenantId("1f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final TenantId OTHER = new TenantId("2f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final AccessRule RULE =
      SampleRules.ofClients(Set.of(new ClientId("3f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")));

  @Test
  void ofTheSettingsHoldForEveryAllowedTenantAndNoOther() {
    AllowedTenants both = new AllowedTenants.Listed(Set.of(ONE, TWO));
    AccessRules rules = new AccessRules.ForAll(both, RULE);
    assertEquals(Optional.of(RULE), rules.of(ONE));
    assertEquals(Optional.of(RULE), rules.of(TWO));
    assertEquals(Optional.empty(), rules.of(OTHER));
    assertEquals(Optional.of(Set.of(ONE, TWO)), rules.tenants().named());
    assertEquals("settings", rules.origin());
  }

  /** A tenant whose rule is broken is known, so that its tokens are verified, and gets nothing. */
  @Test
  void ofAPolicyHoldForTheirOwnTenantAlone() {
    AccessRules rules =
        new AccessRules.ForEach(Map.of(ONE, Optional.of(RULE), TWO, Optional.empty()));
    assertEquals(Optional.of(RULE), rules.of(ONE));
    assertEquals(Optional.empty(), rules.of(TWO));
    assertEquals(Optional.empty(), rules.of(OTHER));
    assertEquals(Optional.of(Set.of(ONE, TWO)), rules.tenants().named());
    assertEquals("policy", rules.origin());
  }
}

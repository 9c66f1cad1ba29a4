package io.acsbroker.local.entra;

import java.util.Map;

/**
 * What tokens for the broker's API say beyond others: whether the user is a guest, their roles and
 * their groups, or where those can be asked for if they are too many.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims reference</a>
 */
final class MembershipClaims {
  private static final String SOURCE = "src1";

  private MembershipClaims() {}

  static void put(Map<String, Object> claims, TokenOrder order) {
    SampleUser user = order.user();
    Membership membership = order.membership();
    claims.put("acct", user.guest() ? 1 : 0);
    if (!membership.roles().isEmpty()) {
      claims.put("roles", membership.roles());
    }
    if (membership.overage()) {
      claims.put("_claim_names", Map.of("groups", SOURCE));
      claims.put("_claim_sources", Map.of(SOURCE, Map.of("endpoint", endpoint(user))));
    } else if (!membership.groups().isEmpty()) {
      claims.put("groups", membership.groups());
    }
  }

  private static String endpoint(SampleUser user) {
    return "https://graph.windows.net/%s/users/%s/getMemberObjects"
        .formatted(user.organisation().tenantId(), user.objectId());
  }
}

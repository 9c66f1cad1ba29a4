package io.acsbroker.local.entra;

import java.util.List;

/**
 * What tokens for the broker's API say that a user is and belongs to.
 *
 * @param roles application roles of the broker's API
 * @param groups object ids
 * @param overage whether they are too many for a token, which then has no {@code groups} and says
 *     where they can be asked for
 */
public record Membership(List<String> roles, List<String> groups, boolean overage) {
  /** No roles, no groups. */
  public static final Membership NONE = new Membership(List.of(), List.of(), false);

  /** Keeps copies. */
  public Membership {
    roles = List.copyOf(roles);
    groups = List.copyOf(groups);
  }

  /** With exactly these roles. */
  public Membership withRoles(List<String> newRoles) {
    return new Membership(newRoles, groups, overage);
  }

  /** In exactly these groups, and no more than fit in a token. */
  public Membership withGroups(List<String> newGroups) {
    return new Membership(roles, newGroups, false);
  }

  /** In more groups than fit in a token. */
  public Membership withTooManyGroups() {
    return new Membership(roles, List.of(), true);
  }
}

package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That a user, or the resource account whose number is called, may use the resource for Teams
 * Phone.
 *
 * @param principalType {@code user}, {@code resourceAccount}, or as Microsoft's pages call the
 *     latter {@code teamsResourceAccount}
 * @param clientIds of the applications through which a user may
 */
public record TeamsPhoneAssignment(String principalType, List<String> clientIds) {
  private static final String USER = "user";
  private static final Set<String> TYPES = Set.of(USER, "resourceAccount", "teamsResourceAccount");

  /** Keeps a copy. */
  public TeamsPhoneAssignment {
    clientIds = List.copyOf(clientIds);
  }

  /** A user's, through these applications. */
  public static TeamsPhoneAssignment ofUser(List<String> clientIds) {
    return new TeamsPhoneAssignment(USER, clientIds);
  }

  /** Reads the members of a request; empty where one is missing or of another shape. */
  static Optional<TeamsPhoneAssignment> read(Map<String, Object> members) {
    try {
      String type = JSONObjectUtils.getString(members, "principalType");
      List<String> clientIds = JSONObjectUtils.getStringList(members, "clientIds");
      List<String> ids = clientIds == null ? List.of() : EntraAssignment.ids(clientIds);
      boolean sound =
          type != null && TYPES.contains(type) && ids.stream().allMatch(EntraAssignment::isId);
      return sound ? Optional.of(new TeamsPhoneAssignment(type, ids)) : Optional.empty();
    } catch (ParseException | RuntimeException otherShape) {
      // Nimbus casts arrays and their elements
      return Optional.empty();
    }
  }

  /** Whether it lets a user in through this application. */
  boolean admits(String clientId) {
    return principalType.equals(USER) && clientIds.contains(clientId);
  }

  /** As the resource shows it. */
  Map<String, Object> json(String tenantId, String objectId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("objectId", objectId);
    members.put("tenantId", tenantId);
    members.put("principalType", principalType);
    if (!clientIds.isEmpty()) {
      members.put("clientIds", clientIds);
    }
    return members;
  }
}

package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That a user, a group or everybody of a tenant may use the resource, through these applications.
 *
 * @param tenantId of the principal, a GUID in lower case
 * @param principalType {@code user}, {@code group} or {@code tenant}
 * @param clientIds of the applications, at least one
 */
public record EntraAssignment(String tenantId, String principalType, List<String> clientIds) {
  private static final Set<String> TYPES = Set.of("user", "group", "tenant");
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Keeps a copy. */
  public EntraAssignment {
    clientIds = List.copyOf(clientIds);
  }

  /** Whether this is a GUID, in letters of either case. */
  static boolean isId(String text) {
    return GUID.matcher(id(text)).matches();
  }

  /** A GUID as the resource keeps and shows it. */
  static String id(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Reads the members of a request; empty where one is missing or of another shape. */
  static Optional<EntraAssignment> read(Map<String, Object> members) {
    try {
      List<String> clientIds = JSONObjectUtils.getStringList(members, "clientIds");
      String tenantId = text(JSONObjectUtils.getString(members, "tenantId"));
      String type = text(JSONObjectUtils.getString(members, "principalType"));
      boolean sound =
          isId(tenantId)
              && TYPES.contains(type)
              && clientIds != null
              && !clientIds.isEmpty()
              && clientIds.stream().allMatch(id -> isId(text(id)));
      return sound
          ? Optional.of(new EntraAssignment(id(tenantId), type, ids(clientIds)))
          : Optional.empty();
    } catch (ParseException | RuntimeException otherShape) {
      // Nimbus casts arrays and their elements
      return Optional.empty();
    }
  }

  static List<String> ids(List<String> texts) {
    return texts.stream().map(EntraAssignment::id).toList();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  /** As the resource shows it. */
  Map<String, Object> json(String objectId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("objectId", objectId);
    members.put("tenantId", tenantId);
    members.put("principalType", principalType);
    members.put("clientIds", clientIds);
    return members;
  }
}

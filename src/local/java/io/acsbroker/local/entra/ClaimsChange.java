package io.acsbroker.local.entra;

import io.acsbroker.local.net.JsonMembers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be different in a token, to see what becomes of such a one. */
public final class ClaimsChange {
  private final Map<String, @Nullable Object> members;

  private ClaimsChange(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** Claims with their values, and null for one that shall be missing; empty for no object. */
  public static Optional<ClaimsChange> parse(String json) {
    return JsonMembers.parse(json).map(ClaimsChange::new);
  }

  /** A copy of these claims with what is different. */
  public Map<String, Object> applied(Map<String, Object> claims) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    members.forEach(
        (name, value) -> {
          if (value == null) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return changed;
  }
}

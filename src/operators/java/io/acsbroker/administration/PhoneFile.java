package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file with assignments of Teams Phone. ACS lists none, so the file is the only record of whom it
 * has: who shall not be there any more stays in it, as {@code "state": "removed"}.
 */
record PhoneFile(Members members) {
  private static final Set<String> NAMES =
      Set.of("objectId", "tenantId", "principalType", "clientIds", "state", "note");
  private static final TenantId NO_TENANT = new TenantId("00000000-0000-0000-0000-000000000000");

  /** Reads all of it. */
  static List<PhoneWish> read(Path file) {
    return new InputFile(file)
        .assignments(
            (place, json, problems) -> new PhoneFile(new Members(place, json, problems)).wish(),
            wish -> PhoneAssignment.named(wish.principal()));
  }

  /**
   * Reads an assignment as ACS shows it.
   *
   * @param principal whose it is
   */
  static Optional<PhoneAssignment> readAnswer(
      JsonObject json, Subject principal, List<String> problems) {
    return new PhoneFile(new Members("the answer", json, problems)).assignment(principal);
  }

  private Optional<PhoneWish> wish() {
    members.only(NAMES);
    Optional<Boolean> removed = removed();
    Optional<TenantId> tenant = members.guid("tenantId", TenantId::parse);
    Optional<ObjectId> objectId = members.guid("objectId", ObjectId::parse);
    // Whatever the ids are, the other members are looked at
    Subject principal =
        new Subject(tenant.orElse(NO_TENANT), objectId.orElse(new ObjectId(NO_TENANT.value())));
    Optional<PhoneAssignment> assignment = assignment(principal);
    return removed.isEmpty() || tenant.isEmpty() || objectId.isEmpty()
        ? Optional.empty()
        : assignment.map(
            it -> removed.get() ? new PhoneWish.Removed(principal) : new PhoneWish.Kept(it));
  }

  private Optional<Boolean> removed() {
    String state =
        members.json().has("state") ? members.json().string("state").orElse("") : "assigned";
    if (!state.equals("assigned") && !state.equals("removed")) {
      members.problem("state", "must be assigned or removed");
      return Optional.empty();
    }
    return Optional.of(state.equals("removed"));
  }

  private Optional<PhoneAssignment> assignment(Subject principal) {
    Optional<PhonePrincipal> type =
        members.json().string("principalType").flatMap(PhonePrincipal::named);
    if (type.isEmpty()) {
      members.problem("principalType", "must be user or resourceAccount");
      return Optional.empty();
    }
    return switch (type.get()) {
      case USER -> {
        Set<ClientId> clients = members.clients();
        yield clients.isEmpty()
            ? Optional.empty()
            : Optional.of(new PhoneAssignment(principal, PhonePrincipal.USER, clients));
      }
      case RESOURCE_ACCOUNT -> {
        boolean named = !members.json().stringsAlone("clientIds").orElse(List.of()).isEmpty();
        if (named) {
          members.problem("clientIds", "are a user's: a resource account has none");
        }
        yield named
            ? Optional.empty()
            : Optional.of(
                new PhoneAssignment(principal, PhonePrincipal.RESOURCE_ACCOUNT, Set.of()));
      }
    };
  }
}

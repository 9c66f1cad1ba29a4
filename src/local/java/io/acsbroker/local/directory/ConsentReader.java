package io.acsbroker.local.directory;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleUser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads who has consented; where the file does not say so, everybody has. */
record ConsentReader(JsonPlace root, Directory withoutConsents) {
  private static final String CONSENTS = "consents";

  Directory directory() {
    if (!root.has(CONSENTS)) {
      return withoutConsents;
    }
    Set<SampleUser> others = new HashSet<>(withoutConsents.users());
    root.objects(CONSENTS).forEach(place -> others.removeAll(consenting(place)));
    return new Directory(
        withoutConsents.organisations(),
        withoutConsents.users(),
        withoutConsents.applications(),
        withoutConsents.brokerApi(),
        others);
  }

  private Set<SampleUser> consenting(JsonPlace place) {
    place.knowing("clientId", "users", "tenantId");
    requireApi(place);
    if (place.has("users") == place.has("tenantId")) {
      place.problem("users", "or tenantId must be there, and one of them alone");
      return Set.of();
    }
    return place.has("users") ? users(place) : everybody(place);
  }

  private void requireApi(JsonPlace place) {
    String clientId = place.text("clientId").toLowerCase(Locale.ROOT);
    if (clientId.isEmpty() || clientId.equals(withoutConsents.brokerApi().clientId())) {
      return;
    }
    place.problem(
        "clientId",
        withoutConsents.application(clientId).isPresent()
            ? "must be that of brokerApi: to other applications people consent as they sign in"
            : "is that of no application of this file");
  }

  private Set<SampleUser> users(JsonPlace place) {
    Set<SampleUser> consenting = new HashSet<>();
    List<String> names = place.texts("users");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<SampleUser> named =
          withoutConsents.users().stream()
              .filter(user -> user.userName().equalsIgnoreCase(name))
              .toList();
      if (named.isEmpty() && !name.isBlank()) {
        place.problem("users[" + i + "]", "is the userName of no user of this file");
      }
      consenting.addAll(named);
    }
    return consenting;
  }

  private Set<SampleUser> everybody(JsonPlace place) {
    String tenant = place.text("tenantId").toLowerCase(Locale.ROOT);
    if (!tenant.isEmpty() && withoutConsents.organisation(tenant).isEmpty()) {
      place.problem("tenantId", "is that of no organisation of this file");
    }
    Set<SampleUser> consenting = new HashSet<>(withoutConsents.users());
    consenting.removeIf(user -> !user.organisation().tenantId().equals(tenant));
    return consenting;
  }
}

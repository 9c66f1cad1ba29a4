package io.acsbroker.local.directory;

import io.acsbroker.local.entra.Membership;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleUser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the users of these organisations. */
record UserReader(List<Organisation> organisations) {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+@[\\w.-]+");
  private static final Pattern GUEST = Pattern.compile("[\\w.-]+_[\\w.-]+#EXT#@[\\w.-]+");

  /** Stands for one that does not exist, which is a problem already. */
  private static final Organisation NONE = new Organisation("", "", "", false);

  List<SampleUser> users(JsonPlace root) {
    List<JsonPlace> places = root.objects("users");
    Taken names = new Taken();
    Taken ids = new Taken();
    List<SampleUser> users = new ArrayList<>();
    for (JsonPlace place : places) {
      SampleUser user = user(place);
      names.take(place, "userName", user.userName());
      ids.take(place, "objectId", user.objectId(), user.organisation().tenantId());
      users.add(user);
    }
    if (users.isEmpty()) {
      root.problem("users", "must have one at least");
    }
    for (int i = 0; i < users.size(); i++) {
      requireHome(places.get(i), users.get(i), users);
    }
    return users;
  }

  private SampleUser user(JsonPlace place) {
    place.knowing(
        "name",
        "userName",
        "tenantId",
        "objectId",
        "teamsLicence",
        "guest",
        "roles",
        "groups",
        "tooManyGroups");
    boolean guest = place.flag("guest", false);
    Organisation organisation = organisation(place);
    return new SampleUser(
        place.text("name"),
        userName(place, organisation, guest),
        organisation,
        place.guid("objectId"),
        place.flag("teamsLicence", !guest),
        guest,
        membership(place));
  }

  private Organisation organisation(JsonPlace place) {
    String tenant = place.text("tenantId");
    for (Organisation organisation : organisations) {
      if (organisation.tenantId().equalsIgnoreCase(tenant)) {
        return organisation;
      }
    }
    if (!tenant.isEmpty()) {
      place.problem("tenantId", "is that of no organisation of this file");
    }
    return NONE;
  }

  private static String userName(JsonPlace place, Organisation organisation, boolean guest) {
    String name =
        guest
            ? place.text(
                "userName",
                GUEST,
                "must be that of a guest, as lidia_fabrikam.example#EXT#@contoso.example")
            : place.text("userName", NAME, "must be a name as adele@contoso.example");
    String domain = organisation.domain();
    if (!name.isEmpty() && !domain.isEmpty() && !name.endsWith("@" + domain)) {
      place.problem("userName", "must end with @" + domain + ", the domain of the organisation");
    }
    return name;
  }

  private static Membership membership(JsonPlace place) {
    Membership membership = new Membership(place.texts("roles"), place.guids("groups"), false);
    if (!place.flag("tooManyGroups", false)) {
      return membership;
    }
    if (!membership.groups().isEmpty()) {
      place.problem("groups", "must be left out where tooManyGroups is true");
    }
    return membership.withTooManyGroups();
  }

  private static void requireHome(JsonPlace place, SampleUser user, List<SampleUser> users) {
    boolean atHome =
        !user.guest()
            || user.userName().isEmpty()
            || users.stream()
                .filter(other -> !other.guest())
                .anyMatch(other -> other.userName().equalsIgnoreCase(user.homeName()));
    if (!atHome) {
      place.problem(
          "userName", "means " + user.homeName() + " at home, who has to be a user of this file");
    }
  }
}

package io.acsbroker.local.directory;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.BrokerApi;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a whole directory. Applications may be left out, and are those of the samples then. */
record DirectoryReader(JsonPlace root) {
  private static final String ORGANISATIONS = "organisations";
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  Directory directory() {
    root.knowing(ORGANISATIONS, "users", "applications", "brokerApi", "consents");
    List<Organisation> organisations = organisations();
    List<SampleUser> users = new UserReader(organisations).users(root);
    List<Application> applications = applications();
    BrokerApi api = root.object("brokerApi").map(this::api).orElse(SampleDirectory.BROKER_API);
    Directory directory = new Directory(organisations, users, applications, api, Set.of());
    return new ConsentReader(root, directory).directory();
  }

  private List<Organisation> organisations() {
    Taken taken = new Taken();
    List<Organisation> organisations =
        root.objects(ORGANISATIONS).stream().map(place -> organisation(place, taken)).toList();
    if (organisations.stream().noneMatch(Organisation::served)) {
      root.problem(ORGANISATIONS, "must have one at least that is served");
    }
    return organisations;
  }

  private static Organisation organisation(JsonPlace place, Taken taken) {
    place.knowing("name", "tenantId", "domain", "served");
    Organisation organisation =
        new Organisation(
            place.text("name"),
            place.guid("tenantId"),
            place.text("domain", DOMAIN, "must be a domain in lower case, as contoso.example"),
            place.flag("served", true));
    taken.take(place, "name", organisation.name(), "name");
    taken.take(place, "tenantId", organisation.tenantId());
    taken.take(place, "domain", organisation.domain());
    return organisation;
  }

  private List<Application> applications() {
    if (!root.has("applications")) {
      return SampleDirectory.DIRECTORY.applications();
    }
    Taken taken = new Taken();
    List<Application> applications =
        root.objects("applications").stream().map(place -> application(place, taken)).toList();
    if (applications.isEmpty()) {
      root.problem("applications", "must have one at least, or be left out");
    }
    return applications;
  }

  private static Application application(JsonPlace place, Taken taken) {
    place.knowing("title", "clientId", "kind", "forAcs");
    Application application =
        new Application(
            place.guid("clientId"), place.text("title"), kind(place), place.flag("forAcs", true));
    taken.take(place, "clientId", application.clientId());
    return application;
  }

  private static ApplicationKind kind(JsonPlace place) {
    String kind = place.text("kind", ApplicationKind.SPA.platform());
    for (ApplicationKind known : ApplicationKind.values()) {
      if (known.platform().equals(kind)) {
        return known;
      }
    }
    place.problem("kind", "must be spa or publicClient");
    return ApplicationKind.SPA;
  }

  private BrokerApi api(JsonPlace place) {
    place.knowing("title", "clientId", "scope");
    return new BrokerApi(
        place.guid("clientId"),
        place.text("title"),
        place.text("scope", SampleDirectory.BROKER_API_SCOPE));
  }
}

package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;

import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.util.List;

/** What clients ask a broker for that takes caller tokens, each for a user of one tenant. */
enum Asked {
  TEAMS_OF_CONTOSO("Contoso's Teams users", CONTOSO) {
    @Override
    HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
      return teams(broker, user);
    }
  },
  TEAMS_OF_FABRIKAM("Fabrikam's Teams users", SampleDirectory.FABRIKAM) {
    @Override
    HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
      return teams(broker, user);
    }
  },
  IDENTITIES_OF_CONTOSO("Contoso's ACS identities", CONTOSO) {
    @Override
    HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
      return identity(broker, user);
    }
  },
  IDENTITIES_OF_FABRIKAM("Fabrikam's ACS identities", SampleDirectory.FABRIKAM) {
    @Override
    HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
      return identity(broker, user);
    }
  };

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final Organisation organisation;

  Asked(String text, Organisation organisation) {
    this.text = text;
    this.organisation = organisation;
  }

  String text() {
    return text;
  }

  abstract HttpRequest.Builder request(RunningBroker broker, SampleUser user);

  /** A request for somebody for whom nothing was asked yet. */
  HttpRequest.Builder request(RunningBroker broker, long number) {
    long user =
        2 * (1000L * List.of(values()).indexOf(this) + number)
            + (organisation.equals(CONTOSO) ? 0 : 1);
    return request(broker, InventedUsers.number(user));
  }

  private static HttpRequest.Builder identity(RunningBroker broker, SampleUser user) {
    return CallerFixture.bodyless(broker, CallerFixture.callerToken(user))
        .uri(broker.uri("/api/token"))
        .GET();
  }

  private static HttpRequest.Builder teams(RunningBroker broker, SampleUser user) {
    return CallerFixture.inBody(
        broker, CallerFixture.callerToken(user), CallerFixture.subjectToken(user));
  }
}

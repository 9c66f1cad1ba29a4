package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.LocalPage.escaped;

import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import java.util.stream.Collectors;

/** The page on which a person is picked, or nobody. */
record AccountPicker(
    AuthorizationRequest request, AskedScopes scopes, People people, Forecast forecast) {
  CannedAnswer page() {
    String organisations =
        people.organisations().stream().map(this::organisation).collect(Collectors.joining());
    return LocalPage.of(
        200,
        "Pick a person",
        "<p>%s asks for %s.%s There is no password: nobody here is real.</p>\n%s%s<p>%s</p>"
            .formatted(
                escaped(request.app().title()),
                escaped(String.join(", ", scopes.inToken())),
                proof(),
                organisations,
                forecast.ofGuests(people),
                link("", "Cancel, and do not consent")));
  }

  private String proof() {
    return ClaimsRequest.challenge(request.parameter("claims")).isPresent()
        ? " It wants one more proof of who you are: picking a person gives it."
        : "";
  }

  private String organisation(Organisation organisation) {
    return "<h2>%s</h2>\n<ul>\n%s</ul>\n"
        .formatted(
            escaped(organisation.name()),
            people.of(organisation).stream().map(this::person).collect(Collectors.joining()));
  }

  private String person(SampleUser user) {
    return "<li>" + link(user.userName(), forecast.described(user)) + "</li>\n";
  }

  /** The same request, answered. */
  private String link(String userName, String html) {
    return LocalPage.again(request.parameters(), AuthorizeEndpoint.PICKED, userName, html);
  }
}

package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.LocalPage.escaped;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page on which a person enters the code that a device shows, and says who they are. */
record DevicePage(EntraEmulator entra, AcsDecision acs, DeviceCodes codes, Sessions sessions) {
  private static final String CODE = "otc";

  CannedAnswer answer(LoopbackRequest http) {
    boolean posted = http.method().equals("POST");
    Map<String, String> values = posted ? http.form() : http.query();
    if (!values.containsKey(CODE)) {
      return codeAsked(200, "");
    }
    Optional<DeviceCode> code = codes.withUserCode(values.getOrDefault(CODE, ""));
    if (code.isPresent() && codes.hasEnded(code.get())) {
      return codeAsked(400, Denial.USER_CODE_EXPIRED.description());
    }
    if (code.filter(DeviceCode::isOpen).isEmpty()) {
      return codeAsked(400, Denial.USER_CODE.description());
    }
    return posted && values.containsKey(AuthorizeEndpoint.PICKED)
        ? answered(code.get(), values.getOrDefault(AuthorizeEndpoint.PICKED, ""))
        : personAsked(code.get());
  }

  private CannedAnswer answered(DeviceCode code, String userName) {
    Optional<SampleUser> user = People.of(entra.directory(), code.tenant()).named(userName);
    if (userName.isEmpty()) {
      return code.answer(DeviceCode.State.DECLINED)
          ? LocalPage.of(200, "You have declined", "<p>The device gets no tokens.</p>")
          : codeAsked(400, Denial.USER_CODE.description());
    }
    if (user.isEmpty()) {
      return personAsked(code);
    }
    return code.answer(new DeviceCode.State.Confirmed(user.get()))
        ? signedIn(code, user.get())
        : codeAsked(400, Denial.USER_CODE.description());
  }

  private CannedAnswer signedIn(DeviceCode code, SampleUser user) {
    CannedAnswer page =
        LocalPage.of(
            200,
            "You have signed in to " + code.app().title(),
            "<p>on the device that showed you the code. Close this window.</p>");
    Map<String, String> headers = new HashMap<>(page.headers());
    headers.put("Set-Cookie", sessions.begin(sessions.of(user)));
    return new CannedAnswer(page.status(), headers, page.body(), page.delay());
  }

  private static CannedAnswer codeAsked(int status, String problem) {
    return LocalPage.of(
        status,
        "Enter the code of your device",
        """
        <p>%s</p>
        <form><label>Code <input name="%s" autocomplete="off" autofocus></label>
        <button>Next</button></form>
        """
            .formatted(escaped(problem), CODE));
  }

  private CannedAnswer personAsked(DeviceCode code) {
    People people = People.of(entra.directory(), code.tenant());
    Forecast forecast = new Forecast(entra, acs, code.app().clientId(), code.scopes());
    String organisations =
        people.organisations().stream()
            .map(organisation -> organisation(organisation, people, forecast))
            .collect(Collectors.joining());
    return LocalPage.of(
        200,
        "Pick a person",
        """
        <p>On another device %s asks for %s. Go on only if you began it there.</p>
        <form method="POST"><input type="hidden" name="%s" value="%s">
        %s%s<p><button name="%s" value="">Cancel, and do not consent</button></p></form>
        """
            .formatted(
                escaped(code.app().title()),
                escaped(String.join(", ", code.scopes().names())),
                CODE,
                code.userCode(),
                organisations,
                forecast.ofGuests(people),
                AuthorizeEndpoint.PICKED));
  }

  private static String organisation(Organisation organisation, People people, Forecast forecast) {
    return "<h2>%s</h2>\n<ul>\n%s</ul>\n"
        .formatted(
            escaped(organisation.name()),
            people.of(organisation).stream()
                .map(user -> person(user, forecast))
                .collect(Collectors.joining()));
  }

  private static String person(SampleUser user, Forecast forecast) {
    return "<li><button name=\"%s\" value=\"%s\">%s</button></li>\n"
        .formatted(AuthorizeEndpoint.PICKED, escaped(user.userName()), forecast.described(user));
  }
}

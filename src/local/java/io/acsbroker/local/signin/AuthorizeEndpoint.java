package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.BlockedUsers;
import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.ScopesReading;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets a person be picked, and sends the browser back with a code. */
final class AuthorizeEndpoint {
  /** Whom the person has picked on the page; nobody, where it is there and empty. */
  static final String PICKED = "local_user";

  private final EntraEmulator entra;
  private final AcsDecision acs;
  private final Directory directory;
  private final Codes codes;
  private final Sessions sessions;
  private final BlockedUsers blocked;

  AuthorizeEndpoint(EntraEmulator entra, AcsDecision acs, Codes codes, Sessions sessions) {
    this.entra = entra;
    this.acs = acs;
    this.codes = codes;
    this.sessions = sessions;
    directory = entra.directory();
    blocked = entra.onBehalfOf().blocked();
  }

  CannedAnswer answer(String tenant, LoopbackRequest http) {
    Optional<String> repeated = http.repeatedParameter();
    if (repeated.isPresent()) {
      return LocalPage.sorry(EntraRefusal.repeated(repeated.get()));
    }
    Map<String, String> query = http.query();
    Optional<Application> app = directory.application(query.getOrDefault("client_id", ""));
    Optional<RedirectAddress> redirect =
        RedirectAddress.parse(query.getOrDefault("redirect_uri", ""));
    // Whoever is not known, or wants the answer elsewhere, gets none: the person is told instead
    if (app.isEmpty()) {
      return LocalPage.sorry(Denial.APPLICATION.description());
    }
    if (redirect.isEmpty()) {
      return LocalPage.sorry(Denial.REDIRECT_ADDRESS.description());
    }
    AuthorizationRequest request =
        new AuthorizationRequest(directory, tenant, app.get(), redirect.get(), query);
    return switch (request.scopes()) {
      case ScopesReading.Refused(EntraRefusal refusal) -> request.denied(refusal);
      case ScopesReading.Read(AskedScopes scopes) -> answer(request, scopes, http);
    };
  }

  private CannedAnswer answer(
      AuthorizationRequest request, AskedScopes scopes, LoopbackRequest http) {
    People people = People.of(directory, request.tenant());
    String picked = request.parameter(PICKED);
    if (picked.isEmpty() && request.parameters().containsKey(PICKED)) {
      return request.denied(Denial.CONSENT_DECLINED.refusal());
    }
    Optional<Sessions.Session> session =
        picked.isEmpty() ? signedIn(request, people, http) : people.named(picked).map(sessions::of);
    if (session.map(Sessions.Session::user).filter(blocked::contains).isPresent()) {
      return LocalPage.sorry(Denial.USER_DISABLED.description());
    }
    if (session.isPresent()) {
      return granted(request, scopes, session.get());
    }
    if (request.wantsPrompt("none")) {
      boolean known = session(request, people, http).isPresent();
      Denial denial = known ? Denial.INTERACTION_REQUIRED : Denial.LOGIN_REQUIRED;
      return request.denied(denial.refusal());
    }
    Forecast forecast = new Forecast(entra, acs, request.app().clientId(), scopes);
    return new AccountPicker(request, scopes, people, forecast).page();
  }

  /** Who needs not be asked: the one that the application means, where nothing more is wanted. */
  private Optional<Sessions.Session> signedIn(
      AuthorizationRequest request, People people, LoopbackRequest http) {
    boolean more =
        request.wantsPrompt("login")
            || request.wantsPrompt("select_account")
            || request.wantsPrompt("consent")
            || ClaimsRequest.challenge(request.parameter("claims")).isPresent();
    String hint = request.parameter("login_hint");
    return session(request, people, http)
        .filter(session -> !more)
        .filter(
            session ->
                hint.isEmpty()
                    ? request.wantsPrompt("none")
                    : session.user().userName().equalsIgnoreCase(hint));
  }

  private Optional<Sessions.Session> session(
      AuthorizationRequest request, People people, LoopbackRequest http) {
    return sessions
        .session(http, request.maxAge().orElse(MaxAge.ANY))
        .filter(session -> people.contains(session.user()))
        .filter(session -> !blocked.contains(session.user()));
  }

  private CannedAnswer granted(
      AuthorizationRequest request, AskedScopes scopes, Sessions.Session session) {
    Grant grant =
        new Grant(
            session.user(),
            request.app(),
            scopes,
            request.parameter("nonce"),
            ClaimsRequest.challenge(request.parameter("claims")).orElse(""));
    boolean dated = !request.maxAge().equals(Optional.of(MaxAge.ANY));
    String code =
        codes.give(
            dated ? grant.authenticatedAt(session.since()) : grant,
            request.redirect(),
            request.challenge());
    CannedAnswer back = request.granted(code);
    Map<String, String> headers = new HashMap<>(back.headers());
    headers.put("Set-Cookie", sessions.begin(session));
    return new CannedAnswer(back.status(), headers, back.body(), back.delay());
  }
}

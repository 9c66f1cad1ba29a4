package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.NewestEntries;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.signin.LocalPage;
import io.acsbroker.local.signin.RedirectAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where the company's own sign-in lets a person be picked, and sends the browser back with a code.
 * Nobody stays signed in.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect:
 *     authentication by the code flow</a>
 */
record AuthorizeEndpoint(
    String issuer, Accounts accounts, NewestEntries<AuthorizationCode> codes, InstantSource clock) {
  /** Whom the person has picked on the page; nobody, where it is there and empty. */
  static final String PICKED = "local_user";

  private static final Duration LIFETIME = Duration.ofMinutes(1);

  CannedAnswer answer(LoopbackRequest http) {
    Map<String, String> query = http.query();
    Optional<RedirectAddress> page = RedirectAddress.parse(query.getOrDefault("redirect_uri", ""));
    // Whoever is not known, or wants the answer elsewhere, gets none: the person is told instead
    if (!OpenIdProvider.PAGE_CLIENT.equals(query.get("client_id"))) {
      return LocalPage.sorry("client_id is that of no application that people sign in to.");
    }
    if (page.isEmpty()) {
      return LocalPage.sorry("redirect_uri is no page of this machine without query and fragment.");
    }
    Optional<OAuthError> error = http.repeatedParameter().map(AuthorizeEndpoint::repeated);
    return error
        .or(() -> error(query))
        .map(it -> back(page.get(), query, it.members()))
        .orElseGet(() -> answer(page.get(), query));
  }

  private static OAuthError repeated(String name) {
    return OAuthError.request(name + " is there more than once.");
  }

  private static Optional<OAuthError> error(Map<String, String> query) {
    if (!"code".equals(query.get("response_type"))) {
      return Optional.of(
          new OAuthError("unsupported_response_type", "response_type has to be code."));
    }
    if (!"query".equals(query.getOrDefault("response_mode", "query"))) {
      return Optional.of(OAuthError.request("response_mode has to be query."));
    }
    boolean challenged =
        query.getOrDefault("code_challenge", "").matches("[\\w-]{43}")
            && "S256".equals(query.get("code_challenge_method"));
    return challenged
        ? Optional.empty()
        : Optional.of(OAuthError.request("code_challenge by S256 is required."));
  }

  private CannedAnswer answer(RedirectAddress page, Map<String, String> query) {
    Optional<String> picked = Optional.ofNullable(query.get(PICKED));
    if (picked.isEmpty()) {
      return "none".equals(query.get("prompt"))
          ? back(page, query, new OAuthError("login_required", "Nobody is signed in.").members())
          : picker(query);
    }
    return accounts
        .named(picked.get())
        .map(account -> back(page, query, Map.of("code", code(account, query))))
        .orElseGet(
            () ->
                back(
                    page,
                    query,
                    new OAuthError("access_denied", "The person has declined.").members()));
  }

  private String code(Account account, Map<String, String> query) {
    String code = UUID.randomUUID().toString();
    codes.put(code, new AuthorizationCode(account, query, clock.instant().plus(LIFETIME)));
    return code;
  }

  /** With {@code iss} too, which tells a mix-up of providers (RFC 9207). */
  private CannedAnswer back(
      RedirectAddress page, Map<String, String> query, Map<String, String> values) {
    Map<String, String> answer = new LinkedHashMap<>(values);
    answer.put("state", query.getOrDefault("state", ""));
    answer.put("iss", issuer);
    return page.with(answer, true);
  }

  private CannedAnswer picker(Map<String, String> query) {
    String people =
        accounts.all().stream()
            .map(account -> "<li>" + link(query, account) + "</li>\n")
            .collect(Collectors.joining());
    return LocalPage.of(
        200,
        "Pick a person",
        "<p>This is the sample company's own sign-in, and not Microsoft's. There is no password:"
            + " nobody here is real.</p>\n<ul>\n%s</ul><p>%s</p>"
                .formatted(people, LocalPage.again(query, PICKED, "", "Cancel")));
  }

  private static String link(Map<String, String> query, Account account) {
    String known =
        account
            .entra()
            .map(user -> "at Entra a user of " + user.organisation().name())
            .orElse("nobody at Entra");
    String html =
        "%s<small>%s: %s</small>"
            .formatted(
                LocalPage.escaped(account.name()),
                LocalPage.escaped(account.userName()),
                LocalPage.escaped(known));
    return LocalPage.again(query, PICKED, account.userName(), html);
  }
}

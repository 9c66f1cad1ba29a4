package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.ClaimsChange;
import io.acsbroker.local.entra.CrossOrigin;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a developer orders tokens of the company's own sign-in with nothing but a URL: at {@code
 * /local/token} of the Entra emulator, with {@code audience=elsewhere}.
 */
record TokenOffer(SignedTokens tokens, Accounts accounts) {
  private static final LocalAccess ACCESS = LocalAccess.forApps(CrossOrigin::isHere);
  private static final Set<String> PARAMETERS =
      Set.of("user", "audience", "kind", "client", "scope", "lifetime", "change");

  /** The token alone, or one sentence that says what could have been asked; empty for no order. */
  Optional<CannedAnswer> answer(LoopbackRequest request) {
    boolean meant =
        request.path().equals("/local/token")
            && "elsewhere".equals(request.query().get("audience"));
    return meant
        ? ACCESS.readRefusal(request).or(() -> Optional.of(offered(request.query())))
        : Optional.empty();
  }

  private CannedAnswer offered(Map<String, String> query) {
    Optional<ClaimsChange> change = ClaimsChange.parse(query.getOrDefault("change", "{}"));
    String lifetime = query.getOrDefault("lifetime", "" + SignedTokens.LIFETIME.toSeconds());
    String kind = query.getOrDefault("kind", "access");
    if (!PARAMETERS.containsAll(query.keySet())) {
      return refused("With audience=elsewhere parameters are " + String.join(", ", names()) + ".");
    }
    if (change.isEmpty()) {
      return refused("change is a JSON object of claims; null takes one away.");
    }
    if (!lifetime.matches("-?\\d{1,9}")) {
      return refused("lifetime is a whole number of seconds, negative for one that has expired.");
    }
    if (!kind.matches("access|id")) {
      return refused("kind is access or id.");
    }
    return claims(query, kind, Duration.ofSeconds(Long.parseLong(lifetime)))
        .map(change.get()::applied)
        .map(claims -> kind.equals("id") ? tokens.id(claims) : tokens.access(claims))
        .map(token -> CannedAnswer.text(200, token))
        .orElseGet(() -> refused("user is one of " + String.join(", ", users()) + "."));
  }

  private Optional<Map<String, Object>> claims(
      Map<String, String> query, String kind, Duration lifetime) {
    String user = query.getOrDefault("user", "");
    String client = query.getOrDefault("client", OpenIdProvider.PAGE_CLIENT);
    String scope = query.getOrDefault("scope", OpenIdProvider.SCOPE);
    if (user.equals(OpenIdProvider.MACHINE_CLIENT)) {
      return Optional.of(tokens.claimsOfMachine(user, scope, lifetime));
    }
    return accounts
        .named(user)
        .map(
            account ->
                kind.equals("id")
                    ? tokens.idClaims(account, client, "a-nonce")
                    : tokens.claims(account, client, scope, lifetime));
  }

  private Iterable<String> users() {
    return Stream.concat(
            accounts.all().stream().map(Account::userName),
            Stream.of(OpenIdProvider.MACHINE_CLIENT))
        .toList();
  }

  private static Iterable<String> names() {
    return PARAMETERS.stream().sorted().toList();
  }

  private static CannedAnswer refused(String sentence) {
    return CannedAnswer.text(400, sentence + "\n");
  }
}

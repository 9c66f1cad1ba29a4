package io.acsbroker.subject;

import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerIssuer.MachineClaim;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.Finding;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the token of another issuer than Entra says by whom it was asked for, that this is a
 * person, and that it says of the person what the settings require.
 */
record ForeignUserCheck(CallerIssuer issuer) {
  private static final String LOWER_CASE = ", a GUID in lower case as Entra writes it";

  /** The subject of a token, whatever claim the settings take for the user. */
  private static final ClaimPath USUAL_SUBJECT = ClaimPath.parse("sub").orElseThrow();

  /** Where OAuth and OpenID Connect have the client that the token was issued to. */
  private static final List<ClaimPath> USUAL_CLIENTS =
      Stream.of("client_id", "azp").flatMap(name -> ClaimPath.parse(name).stream()).toList();

  Optional<Rejected> refusal(MappedClaims placed) {
    return client(placed)
        .or(() -> user(placed))
        .or(() -> machine(placed))
        .or(() -> required(placed))
        .or(() -> binding(placed));
  }

  /** The user of Entra's whom the token names; empty where the settings bind it to none. */
  Optional<Subject> boundTo(MappedClaims placed) {
    return issuer.binding() instanceof Binding.ToUser(ClaimPath tenant, ClaimPath user)
        ? tenant(tenant, placed)
            .flatMap(tid -> user(user, placed).map(oid -> new Subject(tid, oid)))
        : Optional.empty();
  }

  private Optional<Rejected> client(MappedClaims placed) {
    Optional<ClaimPath> claim = issuer.claims().client();
    return claim.isEmpty() || placed.name(claim.get()).isPresent()
        ? Optional.empty()
        : Optional.of(
            Rejected.claim(
                RejectionReason.CLIENT_MISSING, claim.get().text(), "the client's id as text"));
  }

  private Optional<Rejected> user(MappedClaims placed) {
    ClaimPath claim = issuer.claims().subject();
    return placed.name(claim).isPresent()
        ? Optional.empty()
        : Optional.of(
            Rejected.claim(
                RejectionReason.USER_MISSING,
                claim.text(),
                "the user's id, of 1 to 255 characters"));
  }

  /**
   * By a subject that is the client, also where the settings do not look for either, or by the
   * claim of the settings.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section 2.2</a>
   */
  private Optional<Rejected> machine(MappedClaims placed) {
    Set<String> clients = clients(placed).collect(Collectors.toSet());
    Optional<ClaimPath> ofClient =
        Stream.of(issuer.claims().subject(), USUAL_SUBJECT)
            .filter(claim -> placed.name(claim).filter(clients::contains).isPresent())
            .findFirst();
    if (ofClient.isPresent()) {
      return Optional.of(
          Rejected.claim(
              RejectionReason.APPLICATION_TOKEN,
              ofClient.get().text(),
              "a user, and not the client"));
    }
    return issuer
        .machine()
        .filter(machine -> isMachine(machine, placed))
        .map(
            machine ->
                Rejected.claim(
                    RejectionReason.APPLICATION_TOKEN,
                    machine.claim().text(),
                    "nothing that says that no user is behind it"));
  }

  private Stream<String> clients(MappedClaims placed) {
    return Stream.concat(USUAL_CLIENTS.stream(), issuer.claims().client().stream())
        .flatMap(claim -> placed.name(claim).stream());
  }

  /** What is neither text nor an array of texts cannot be compared, and clears nobody. */
  private static boolean isMachine(MachineClaim machine, MappedClaims placed) {
    return placed.has(machine.claim())
        && (machine.values().isEmpty()
            || placed
                .texts(machine.claim())
                .map(texts -> !Collections.disjoint(machine.values(), texts))
                .orElse(true));
  }

  private Optional<Rejected> binding(MappedClaims placed) {
    if (!(issuer.binding() instanceof Binding.ToUser(ClaimPath tenant, ClaimPath user))) {
      return Optional.empty();
    }
    if (tenant(tenant, placed).isEmpty()) {
      return unbound(tenant, "the tenant id of the user", placed);
    }
    return user(user, placed).isEmpty()
        ? unbound(user, "the object id of the user", placed)
        : Optional.empty();
  }

  private static Optional<Rejected> unbound(ClaimPath claim, String wanted, MappedClaims placed) {
    return Optional.of(
        Rejected.claim(RejectionReason.CLAIM_WRONG, claim.text(), wanted + LOWER_CASE)
            .with(Finding.logged(difference(claim, placed))));
  }

  private static Optional<TenantId> tenant(ClaimPath claim, MappedClaims placed) {
    return placed.text(claim).flatMap(TenantId::parse);
  }

  private static Optional<ObjectId> user(ClaimPath claim, MappedClaims placed) {
    return placed.text(claim).flatMap(ObjectId::parse);
  }

  /** Type and value are compared: {@code true} is not {@code "true"}. */
  private Optional<Rejected> required(MappedClaims placed) {
    return issuer.required().entrySet().stream()
        .filter(claim -> !placed.scalar(claim.getKey()).equals(Optional.of(claim.getValue())))
        .map(Map.Entry::getKey)
        .min(Comparator.comparing(ClaimPath::text))
        .map(
            claim ->
                Rejected.claim(RejectionReason.CLAIM_WRONG, claim.text(), expected(claim))
                    .with(Finding.logged(difference(claim, placed))));
  }

  private String expected(ClaimPath claim) {
    @Nullable Object value = issuer.required().get(claim);
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }

  /** Without the value: it may be a person's. */
  private static String difference(ClaimPath claim, MappedClaims placed) {
    return claim.text() + (placed.has(claim) ? " has another value" : " missing");
  }
}

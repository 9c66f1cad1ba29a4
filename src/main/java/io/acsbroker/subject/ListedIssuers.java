package io.acsbroker.subject;

import io.acsbroker.keys.CachedKeySet;
import io.acsbroker.keys.IssuerKeys;
import io.acsbroker.keys.KeyFetchListener;
import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.keys.SigningKey;
import io.acsbroker.keys.SigningKeys.Lookup;
import io.acsbroker.subject.CompactToken.Parsing;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SignatureAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Verifies the tokens of the issuers that the settings list, each with its own keys, its own limit
 * of fetches for unknown keys and its own rules, so that no token of one passes as another's.
 */
final class ListedIssuers implements ForeignTokenVerifier {
  /** By the exact text of {@code iss}. */
  private final Map<String, Listed> issuers = new LinkedHashMap<>();

  private final Executor background;

  private record Listed(CallerIssuer issuer, CachedKeySet keys, ForeignClaimsCheck claims) {}

  ListedIssuers(
      List<CallerIssuer> issuers,
      Duration clockSkew,
      KeySetDownload download,
      InstantSource clock,
      KeyFetchListener listener,
      Executor background) {
    this.background = background;
    for (CallerIssuer issuer : issuers) {
      CachedKeySet keys = IssuerKeys.of(issuer, download, listener, clock, background);
      ForeignClaimsCheck claims =
          new ForeignClaimsCheck(
              issuer, ValidityCheck.ofIssuer(clock, clockSkew, issuer.longestLifetime()));
      this.issuers.put(issuer.issuer(), new Listed(issuer, keys, claims));
    }
  }

  @Override
  public Optional<CallerIssuer> issuerOf(ReceivedToken token) {
    return CompactToken.parse(token.value()) instanceof Parsing.Parsed(CompactToken parsed)
        ? parsed.claims().string("iss").map(issuers::get).map(Listed::issuer)
        : Optional.empty();
  }

  @Override
  public ForeignVerification verify(ReceivedToken token, CallerIssuer issuer, Deadline deadline) {
    Listed listed = issuers.get(issuer.issuer());
    if (listed == null) {
      throw new IllegalArgumentException("not listed: " + issuer.name());
    }
    return switch (CompactToken.parse(token.value())) {
      case Parsing.Malformed(RejectionReason reason) -> Rejected.because(reason);
      case Parsing.Parsed(CompactToken parsed) -> verify(parsed, listed, deadline);
    };
  }

  private static ForeignVerification verify(CompactToken token, Listed by, Deadline deadline) {
    Optional<Rejected> refusal = HeaderCheck.refusal(token.header(), by.issuer());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    SignatureAlgorithm algorithm = HeaderCheck.algorithm(token.header()).orElseThrow();
    String keyId = token.header().string("kid").orElseThrow();
    return switch (by.keys().find(keyId, deadline)) {
      case Lookup.Missing missing -> MissingKeyVerdict.verdict(missing);
      case Lookup.Found(SigningKey key) -> {
        Optional<Rejected> ofSignature = token.refusal(key, algorithm);
        yield ofSignature.isPresent() ? ofSignature.get() : by.claims().check(token);
      }
    };
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    List<String> missing =
        CachedKeySet.missing(
            issuers.values().stream().map(Listed::keys).toList(), deadline, background);
    return missing.size() < issuers.size()
        ? Optional.empty()
        : Optional.of(String.join("; ", missing));
  }
}

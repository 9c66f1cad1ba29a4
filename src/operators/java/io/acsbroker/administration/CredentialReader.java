package io.acsbroker.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.administration.AcsCredential.AccessKey;
import io.acsbroker.administration.AcsCredential.BearerToken;
import io.acsbroker.json.JsonObject;
import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.operator.UnverifiedClaims;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the one credential that the administrator gave, and refuses one that must not be sent. */
record CredentialReader(
    CommandArguments arguments,
    Map<String, String> environment,
    InputStream standardInput,
    URI endpoint,
    InstantSource clock) {
  private static final String CONNECTION_STRING = "COMMUNICATION_SERVICES_CONNECTION_STRING";
  private static final String TOKEN = "ACS_ACCESS_TOKEN";
  private static final Pattern CONNECTION =
      Pattern.compile("(?i)endpoint=(https://[^/;]+)/?;accesskey=([A-Za-z0-9+/]+=*);?");
  private static final Pattern AUDIENCE =
      Pattern.compile(
          "https://communication\\.azure\\.(com|us|cn)/*|1fd5118e-2576-4263-8130-9503064c837a");
  private static final String WAYS =
      "Give one credential: the variable COMMUNICATION_SERVICES_CONNECTION_STRING; or a token of az"
          + " account get-access-token --resource https://communication.azure.com, by -Dtoken=- on"
          + " standard input or in the variable ACS_ACCESS_TOKEN; or -DsignIn=true, your own"
          + " sign-in with azd or the Azure CLI; or -DmanagedIdentity=true.";
  private static final String SERVICE = "https://communication.azure.com//.default";

  AcsCredential read() {
    Optional<OwnSignIn> signIn = OwnSignIn.read(arguments, environment);
    Optional<String> connection = variable(CONNECTION_STRING);
    Optional<String> token = token();
    long given = Stream.of(signIn, connection, token).filter(Optional::isPresent).count();
    if (given != 1) {
      throw new UnusableInputException(WAYS);
    }
    return signIn
        .<AcsCredential>map(it -> new SignedIn(it.tokensFor(SERVICE, clock)))
        .or(() -> connection.map(this::key))
        .or(() -> token.map(this::bearer))
        .orElseThrow();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }

  private Optional<String> token() {
    return arguments.given("token").map(this::standardInput).or(() -> variable(TOKEN));
  }

  private String standardInput(String source) {
    if (!source.equals("-")) {
      throw new UnusableInputException(
          "-Dtoken must be -, which reads it from standard input: others see a command line.");
    }
    try {
      return new String(standardInput.readAllBytes(), UTF_8).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private AcsCredential key(String connectionString) {
    Matcher parts = CONNECTION.matcher(connectionString);
    if (!parts.matches()) {
      throw new UnusableInputException(
          CONNECTION_STRING + " must have the form endpoint=https://<resource>/;accesskey=<key>.");
    }
    if (!endpoint.equals(URI.create(parts.group(1)))) {
      throw new UnusableInputException(
          CONNECTION_STRING + " is of another resource than -Dendpoint: nothing was sent.");
    }
    return new AccessKey(parts.group(2));
  }

  /** Takes what {@code az} prints, the whole object or the token alone. */
  private AcsCredential bearer(String printed) {
    String token =
        JsonObject.parse(printed).flatMap(json -> json.string("accessToken")).orElse(printed);
    JsonObject claims =
        UnverifiedClaims.of(token)
            .orElseThrow(() -> new UnusableInputException("The token cannot be read. " + WAYS));
    if (!claims.string("aud").filter(AUDIENCE.asMatchPredicate()).isPresent()) {
      throw new UnusableInputException(
          "The token is for something else than Communication Services, and was not sent. Get it"
              + " with --resource https://communication.azure.com.");
    }
    if (claims.integer("exp").orElse(0L) <= clock.instant().getEpochSecond()) {
      throw new UnusableInputException("The token has expired, and was not sent. Get a new one.");
    }
    return new BearerToken(token);
  }
}

package io.acsbroker.benchmark;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The exchange as the samples of the libraries have it: each with its defaults, made at the first
 * request, nothing warmed. It reads the broker's settings, of which it knows one tenant.
 */
public final class StraightforwardFunction {
  private static final DefaultJWTProcessor<SecurityContext> PROCESSOR = processor();
  private static final CommunicationIdentityClient CLIENT =
      new CommunicationIdentityClientBuilder()
          .endpoint(setting("COMMUNICATION_SERVICES_ENDPOINT"))
          .credential(new ManagedIdentityCredentialBuilder().build())
          .buildClient();

  /** Verifies the bearer token and exchanges it; what is not good throws. */
  @FunctionName("Straightforward")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = "api/token/teams",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context)
      throws ParseException, BadJOSEException, JOSEException {
    String header = Objects.requireNonNull(request.getHeaders().get("authorization"));
    String token = header.substring("Bearer ".length());
    JWTClaimsSet claims = PROCESSOR.process(token, null);
    AccessToken issued =
        CLIENT.getTokenForTeamsUser(
            new GetTokenForTeamsUserOptions(
                token, claims.getStringClaim("appid"), claims.getStringClaim("oid")));
    return request
        .createResponseBuilder(HttpStatus.OK)
        .header("Content-Type", "application/json")
        .body(
            String.format(
                Locale.ROOT,
                "{\"token\":\"%s\",\"expiresOn\":\"%s\"}",
                issued.getToken(),
                issued.getExpiresAt()))
        .build();
  }

  private static DefaultJWTProcessor<SecurityContext> processor() {
    String tenant = setting("STRAIGHTFORWARD_TENANT_ID");
    try {
      URI keys = URI.create(setting("ENTRA_AUTHORITY_HOST") + "/" + tenant + "/discovery/keys");
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256, JWKSourceBuilder.create(keys.toURL()).build()));
      processor.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              "https://auth.msft.communication.azure.com",
              new JWTClaimsSet.Builder().issuer("https://sts.windows.net/" + tenant + "/").build(),
              Set.of("oid", "appid", "scp", "exp")));
      return processor;
    } catch (MalformedURLException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private static String setting(String name) {
    Map<String, String> environment = System.getenv();
    return Objects.requireNonNull(environment.get(name), name);
  }
}

package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.KeyDocuments;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whose keys count, for one tenant and for any organisation. Documents of the version 1 name no
 * issuer, and some keys of those for all tenants are another cloud's.
 *
 * @see <a
 *     href="https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/blob/dev/src/Microsoft.IdentityModel.Validators/AadTokenValidationParametersExtension.cs">Microsoft's
 *     validator</a>
 */
class SigningKeysOverHttpTest {
  private static final EntraEmulator ENTRA = RunningBroker.CLOUD.entra();

  private static RunningBroker ofAnyOrganisation() {
    return RunningBroker.start(
        settings -> {
          Map<String, String> changed = new HashMap<>(settings);
          changed.put("ENTRA_TENANT_IDS", "*");
          return changed;
        });
  }

  private static HttpResponse<String> send(RunningBroker broker, String token) {
    return RunningBroker.send(broker.anonymous().header("Authorization", "Bearer " + token));
  }

  @Test
  void servesTokensOfBothVersionsOfAnyOrganisationAndOfOneThatIsListed() {
    try (RunningBroker any = ofAnyOrganisation();
        RunningBroker listed = RunningBroker.start()) {
      for (String version : List.of("1.0", "2.0")) {
        for (SampleUser user : List.of(ADELE, LIDIA)) {
          String token = ENTRA.token(TokenOrder.forUser(user).withVersion(version));
          assertEquals(200, send(any, token).statusCode(), version);
          assertEquals(200, send(listed, token).statusCode(), version);
        }
      }
    }
  }

  /**
   * The tenant of personal accounts is one for all of them.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">The
   *     claim {@code tid}</a>
   */
  @Test
  void tellsAPersonalAccountThatNobodyCanAllowIt() {
    Map<String, Object> claims = ENTRA.claims(TokenOrder.forUser(ADELE));
    claims.put("tid", "9188040d-6c67-4c5b-b112-36a304b66dad");
    try (RunningBroker any = ofAnyOrganisation();
        RunningBroker listed = RunningBroker.start()) {
      for (RunningBroker broker : List.of(any, listed)) {
        HttpResponse<String> response = send(broker, ENTRA.sign(claims));
        assertEquals(403, response.statusCode(), response.body());
        JsonObject body = RunningBroker.json(response);
        assertEquals(Optional.of("tenant_not_allowed"), body.string("code"));
        assertEquals(Optional.of("the tenant of an organisation"), body.string("expected"));
        assertTrue(
            body.string("detail").orElseThrow().contains("no operator of a broker can allow"));
      }
    }
  }

  @Test
  void refusesATokenThatAKeyOfAnotherCloudHasSigned() {
    SigningKey key = KeyDocuments.ofAnotherCloud();
    for (String version : List.of("1.0", "2.0")) {
      TokenOrder order = TokenOrder.forUser(ADELE).withVersion(version);
      String token = key.sign(key.header(), ENTRA.claims(order));
      try (RunningBroker broker = ofAnyOrganisation()) {
        int exchanges = RunningBroker.CLOUD.acs().exchanges();
        HttpResponse<String> response = send(broker, token);
        assertEquals(401, response.statusCode(), response.body());
        JsonObject body = RunningBroker.json(response);
        assertEquals(Optional.of("token_invalid"), body.string("code"));
        assertFalse(body.has("retryAfterSeconds"));
        assertEquals(exchanges, RunningBroker.CLOUD.acs().exchanges(), "ACS was asked");
      }
    }
  }
}

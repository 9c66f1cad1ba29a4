package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.flat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.ResourceCredential.ConnectionString;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a connection string, often a reference to a secret in a key vault, says and contradicts. */
class ResourceCredentialTest {
  private static final String NAME = "COMMUNICATION_SERVICES_CONNECTION_STRING";
  private static final String VALUE =
      "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0";
  private static final String BOTH =
      NAME + ": contradicts COMMUNICATION_SERVICES_ENDPOINT; set one of the two";
  private static final String UNRESOLVED =
      NAME
          + ": the platform could not resolve its reference; it says why in the app's settings in"
          + " the portal, usually that the app's identity may not read the secret";

  private static SampleSettings withoutEndpoint() {
    return flat().without("COMMUNICATION_SERVICES_ENDPOINT");
  }

  @Test
  void takesWhatTheReferenceYields() {
    assertEquals(
        new ConnectionString(URI.create("https://contoso.communication.azure.com"), VALUE),
        withoutEndpoint().with(NAME, VALUE + "\n").config().resource());
  }

  @Test
  void refusesAConnectionStringBesideTheEndpoint() {
    flat().with(NAME, VALUE).areRefusedFor(BOTH);
  }

  @Test
  void saysThatThePlatformCouldNotResolveTheReference() {
    withoutEndpoint()
        .with(NAME, "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/acs)")
        .areRefusedFor(UNRESOLVED);
  }

  @Test
  void refusesASecretThatIsTheKeyAlone() {
    withoutEndpoint()
        .with(NAME, "c2VjcmV0")
        .areRefusedFor(NAME + ": must have the form endpoint=https://<resource>/;accesskey=<key>");
  }
}

package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.IDENTITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientCredential.Certificate;
import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.ClientId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what the broker asks on behalf of its callers. */
class ClientCredentialTest {
  private static final String NOT_A_KEY_STORE =
      "BROKER_API_CLIENT_CERTIFICATE: must be a PKCS #12 file in base64, without a password, with"
          + " exactly one private key";

  @TempDir private static Path directory;
  private static SampleKeyStore keyStore;

  @BeforeAll
  static void makeAKey() throws IOException, InterruptedException, GeneralSecurityException {
    keyStore = SampleKeyStore.create(directory);
  }

  private static Optional<ClientCredential> credential(SampleSettings settings) {
    return settings.entraCallers().onBehalfOf();
  }

  @Test
  void isTheManagedIdentityWithoutAnySecret() {
    assertEquals(
        Optional.of(new FederatedIdentity(new ClientId(IDENTITY))),
        credential(SampleSettings.onBehalfOf()));
  }

  @Test
  void isNeededByNobodyWhoSendsTokens() {
    assertEquals(
        Optional.empty(),
        credential(SampleSettings.withCallers().with("AZURE_CLIENT_ID", IDENTITY)));
  }

  @Test
  void isACertificateForThoseWhoMustAndIsNeverShown() throws Exception {
    String base64 = keyStore.withKeys(1, "");
    SampleSettings settings =
        SampleSettings.onBehalfOf()
            .without("AZURE_CLIENT_ID")
            .with("BROKER_API_CLIENT_CERTIFICATE", base64);
    assertEquals(Optional.of(new Certificate(base64)), credential(settings));
    assertFalse(settings.config().toString().contains(base64));
  }

  @Test
  void isASecretForThoseWhoMustAndIsNeverShown() {
    SampleSettings settings =
        SampleSettings.onBehalfOf()
            .without("AZURE_CLIENT_ID")
            .with("BROKER_API_CLIENT_SECRET", "c2VjcmV0");
    assertEquals(Optional.of(new Secret("c2VjcmV0")), credential(settings));
    assertFalse(settings.config().toString().contains("c2VjcmV0"));
  }

  @Test
  void leavesTheIdentityToAcsWhereThereIsASecret() {
    SampleSettings settings =
        SampleSettings.onBehalfOf().with("BROKER_API_CLIENT_SECRET", "c2VjcmV0");
    assertEquals(Optional.of(new Secret("c2VjcmV0")), credential(settings));
  }

  @Test
  void isNeeded() {
    SampleSettings.onBehalfOf()
        .without("AZURE_CLIENT_ID")
        .areRefusedFor(
            "BROKER_ON_BEHALF_OF: needs AZURE_CLIENT_ID, the user-assigned managed identity that"
                + " the broker's API trusts");
  }

  @Test
  void isOfNoUseWithoutCallers() {
    SampleSettings.flat()
        .with("BROKER_ON_BEHALF_OF", "true")
        .with("AZURE_CLIENT_ID", IDENTITY)
        .areRefusedFor(
            "BROKER_ON_BEHALF_OF: needs BROKER_API_CLIENT_ID, which turns Entra's caller tokens on");
  }

  @Test
  void isNotTwoSecrets() throws Exception {
    SampleSettings.onBehalfOf()
        .with("BROKER_API_CLIENT_CERTIFICATE", keyStore.withKeys(1, ""))
        .with("BROKER_API_CLIENT_SECRET", "c2VjcmV0")
        .areRefusedFor(
            "BROKER_API_CLIENT_SECRET: contradicts BROKER_API_CLIENT_CERTIFICATE; set one of the"
                + " two");
  }

  @ParameterizedTest
  @CsvSource({"BROKER_API_CLIENT_CERTIFICATE", "BROKER_API_CLIENT_SECRET"})
  void isNoSecretThatNobodyNeeds(String setting) {
    SampleSettings.withCallers()
        .with(setting, "c2VjcmV0")
        .areRefusedFor(setting + ": nobody needs it without BROKER_ON_BEHALF_OF=true; remove it");
  }

  @Test
  void isNoReferenceThatThePlatformCouldNotResolve() {
    SampleSettings.onBehalfOf()
        .with(
            "BROKER_API_CLIENT_SECRET", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/)")
        .areRefusedFor(
            "BROKER_API_CLIENT_SECRET: the platform could not resolve its reference; it says why in"
                + " the app's settings in the portal, usually that the app's identity may not read"
                + " the secret");
  }

  @Test
  void isNoKeyStoreWithAPassword() throws Exception {
    refusesCertificate(keyStore.withKeys(1, "password"));
  }

  @Test
  void isNoKeyStoreWithoutAKey() throws Exception {
    refusesCertificate(keyStore.withoutKey());
  }

  @Test
  void isNoKeyStoreWithTwoKeys() throws Exception {
    refusesCertificate(keyStore.withKeys(2, ""));
  }

  @Test
  void isNoKeyStoreThatIsCutShort() throws Exception {
    byte[] whole = Base64.getDecoder().decode(keyStore.withKeys(1, ""));
    refusesCertificate(Base64.getEncoder().encodeToString(Arrays.copyOf(whole, whole.length / 2)));
  }

  @ParameterizedTest
  @CsvSource({"c2VjcmV0", "not base64", "-----BEGIN CERTIFICATE-----"})
  void isNothingThatIsNoKeyStore(String value) {
    refusesCertificate(value);
  }

  private static void refusesCertificate(String value) {
    SampleSettings.onBehalfOf()
        .with("BROKER_API_CLIENT_CERTIFICATE", value)
        .areRefusedFor(NOT_A_KEY_STORE);
  }
}

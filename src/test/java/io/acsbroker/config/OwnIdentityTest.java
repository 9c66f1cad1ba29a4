package io.acsbroker.config;

import static io.acsbroker.config.SampleSettings.flat;
import static io.acsbroker.config.SampleSettings.onBehalfOf;
import static io.acsbroker.config.SampleSettings.withCallers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.TableCredential;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom the broker signs in without a secret: with a managed identity, or as a developer. */
class OwnIdentityTest {
  private static final String ENVIRONMENT = "AZURE_FUNCTIONS_ENVIRONMENT";
  private static final String AS_THE_DEVELOPER =
      ENVIRONMENT
          + ": is Development, so the broker signs in as the developer, with azd or else the Azure"
          + " CLI, and not with a managed identity";
  private static final String TABLE = "https://account.table.core.windows.net";

  private static SampleSettings atADevelopers(SampleSettings settings) {
    return settings.with(ENVIRONMENT, "Development");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Development", "development", " Development "})
  void isTheDeveloperWhereCoreToolsStartTheBroker(String value) {
    SampleSettings settings = flat().with(ENVIRONMENT, value);
    assertEquals(
        new ResourceCredential.DeveloperSignIn(
            URI.create("https://contoso.communication.azure.com")),
        settings.config().resource());
    assertEquals(List.of(AS_THE_DEVELOPER), settings.warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Production", "Staging", "Development2", "true"})
  void isTheManagedIdentityOtherwise(String value) {
    SampleSettings settings = flat().with(ENVIRONMENT, value);
    assertInstanceOf(ResourceCredential.ManagedIdentity.class, settings.config().resource());
    assertEquals(List.of(), settings.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IDENTITY_ENDPOINT",
        "MSI_ENDPOINT",
        "WEBSITE_INSTANCE_ID",
        "WEBSITE_SITE_NAME",
        "CONTAINER_NAME",
        "CONTAINER_APP_NAME"
      })
  void refusesADeveloperBesideAnythingOfThePlatform(String platform) {
    atADevelopers(flat())
        .with(platform, "something")
        .areRefusedFor(
            ENVIRONMENT
                + ": must not be Development beside "
                + platform
                + ", since nobody's own sign-in belongs in Azure; remove it");
  }

  @Test
  void refusesADeveloperInAzureWithAnAccessKeyToo() {
    SampleSettings settings =
        atADevelopers(flat())
            .without("COMMUNICATION_SERVICES_ENDPOINT")
            .with(
                "COMMUNICATION_SERVICES_CONNECTION_STRING",
                "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0");
    assertEquals(List.of(), settings.warnings());
    assertInstanceOf(ResourceCredential.ConnectionString.class, settings.config().resource());
    assertEquals(1, settings.with("CONTAINER_NAME", "a").problems().size());
  }

  @Test
  void isTheSameAtTheTableAsAtTheResource() {
    SampleSettings settings =
        atADevelopers(withCallers()).with("BROKER_IDENTITY_TABLE_ENDPOINT", TABLE);
    assertEquals(
        new TableCredential.DeveloperSignIn(URI.create(TABLE)),
        settings.callers().identities().orElseThrow().storage());
  }

  /** No application can trust a developer's sign-in as it trusts a managed identity. */
  @Test
  void needsASecretOnBehalfOfUsersWhereThereIsADeveloper() {
    atADevelopers(onBehalfOf())
        .areRefusedFor(
            "BROKER_ON_BEHALF_OF: needs BROKER_API_CLIENT_SECRET or BROKER_API_CLIENT_CERTIFICATE on"
                + " a developer's machine, which has no managed identity");
    assertInstanceOf(
        ClientCredential.Secret.class,
        atADevelopers(onBehalfOf())
            .with("BROKER_API_CLIENT_SECRET", "secret")
            .entraCallers()
            .onBehalfOf()
            .orElseThrow());
  }
}

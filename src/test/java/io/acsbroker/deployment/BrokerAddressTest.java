package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.operator.UnusableInputException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Addresses as they are typed and pasted. */
class BrokerAddressTest {
  private static final String RIGHT = "https://app-x1.westeurope-01.azurewebsites.net";

  private static String refusal(String address) throws Exception {
    VerificationRun run = VerificationRun.of(address);
    assertEquals(2, run.lines().size());
    assertEquals(1, run.exitCode());
    String sentence = run.lines().getFirst();
    assertEquals("verify-deployment: not run - " + sentence, run.lastLine());
    return sentence;
  }

  @Test
  void isTakenWithSlashesAndCapitals() {
    for (String typed : List.of(RIGHT, RIGHT + "/", RIGHT + "//", RIGHT.toUpperCase(Locale.ROOT))) {
      assertEquals(URI.create(RIGHT), BrokerAddress.parse(typed));
    }
    URI government = URI.create("https://app.azurewebsites.us");
    assertEquals(government, BrokerAddress.parse("https://app.azurewebsites.us"));
    assertEquals(
        URI.create("https://calls.contoso.com"), BrokerAddress.parse("https://calls.contoso.com"));
  }

  @Test
  void hasNothingBehindTheHost() throws Exception {
    for (String more : List.of("/api", "/api/health", "/api/token/teams/", "?code=x", "/#top")) {
      assertEquals(
          "-Durl must be the broker's address without a path, a query or anything behind it: -Durl="
              + RIGHT,
          refusal(RIGHT + more));
    }
  }

  @Test
  void hasAScheme() throws Exception {
    assertEquals(
        "-Durl must be the broker's address with its scheme: -Durl=https://app.azurewebsites.net",
        refusal("app.azurewebsites.net"));
  }

  @Test
  void isEncrypted() throws Exception {
    assertEquals(
        "-Durl must begin with https: tokens are not sent in the clear.",
        refusal("http://app.azurewebsites.net"));
  }

  @Test
  void isThereAndCanBeRead() throws Exception {
    for (String address :
        List.of("", "ftp://app.azurewebsites.net", "https://user:secret@app.example", "https://")) {
      assertEquals(
          "-Durl must be the broker's address, scheme and host, as azd env get-value"
              + " SERVICE_BROKER_ENDPOINT_URL prints it: https://<app>.azurewebsites.net",
          refusal(address));
    }
  }

  @Test
  void isNotNearlyOneOfAzures() {
    for (String domain :
        List.of(
            "azurewebsite.net",
            "azurewebsties.net",
            "azurwebsites.net",
            "azure-websites.net",
            "azurewebsites.com",
            "azurewebsites.nett")) {
      UnusableInputException refused =
          assertThrows(
              UnusableInputException.class, () -> BrokerAddress.parse("https://app." + domain));
      assertEquals(
          "-Durl must be the broker's address, and app."
              + domain
              + " is none of Azure's: is it app.azurewebsites.net?",
          refused.getMessage());
    }
  }
}

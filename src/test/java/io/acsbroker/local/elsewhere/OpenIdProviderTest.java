package io.acsbroker.local.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What people and pages meet at the company's own sign-in. */
class OpenIdProviderTest {
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\">(\\w+)");

  @AutoClose private final OpenIdProvider provider = start();
  @AutoClose private final ProviderClient client = new ProviderClient(provider);
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  private static OpenIdProvider start() {
    try {
      return OpenIdProvider.start(0, SampleDirectory.DIRECTORY, new ManualClock());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void everyLinkOfItsPageSignsAPersonIn() throws Exception {
    String page = client.authorize(ProviderClient.request()).body();

    Matcher link = LINK.matcher(page);
    int codes = 0;
    while (link.find() && !link.group(2).equals("Cancel")) {
      String query = link.group(1).replace("&amp;", "&");
      assertTrue(
          ProviderClient.told(client.get("/authorize" + query)).containsKey("code"), link.group(2));
      codes++;
    }
    assertEquals(SampleDirectory.users().size() + 1, codes);
    assertTrue(page.contains("sam@elsewhere.example: nobody at Entra"), page);
  }

  @Test
  void itsPageShowsNoHtmlOfTheRequest() throws Exception {
    String page =
        client.authorize(ProviderClient.request("state", "\"><script>alert(1)</script>")).body();

    assertFalse(page.contains("<script"), page);
  }

  @Test
  void pagesOfThisMachineReadItAndNoOthers() throws Exception {
    assertEquals(Optional.of("http://localhost:5173"), mayRead("http://localhost:5173"));
    assertEquals(Optional.empty(), mayRead("https://attacker.example"));
  }

  @Test
  void answersNothingElse() throws Exception {
    assertEquals(404, client.get("/userinfo").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(provider.issuer() + "/keys"))
            .POST(BodyPublishers.noBody())
            .build();
    assertEquals(404, http.send(post, BodyHandlers.discarding()).statusCode());
  }

  @Test
  void forgetsCodesWhereEverythingIsReset() throws Exception {
    String code = client.pick("adele@contoso.example").getOrDefault("code", "");
    provider.reset();

    assertEquals(400, client.token(ProviderClient.redemption(code)).statusCode());
  }

  private Optional<String> mayRead(String origin) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider.issuer() + "/.well-known/openid-configuration"))
            .header("Origin", origin)
            .build();
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    return answer.headers().firstValue("Access-Control-Allow-Origin");
  }
}

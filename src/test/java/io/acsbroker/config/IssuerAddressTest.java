package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.EntraCloud;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers and their keys are where they may be, and never at Entra. */
class IssuerAddressTest {
  private static final String OF_ENTRA =
      " must not be at a host of Entra's, whose callers BROKER_API_CLIENT_ID lets in";

  /**
   * Every name of Entra's in every cloud.
   *
   * @see <a
   *     href="https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/common/oauth2/v2.0/authorize">What
   *     Entra says of its own names</a>
   */
  private static final List<String> ENTRA =
      List.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "sts.windows.net",
          "sts.chinacloudapi.cn",
          "login.microsoft.com",
          "login.windows.net",
          "login.chinacloudapi.cn",
          "login.usgovcloudapi.net",
          "login-us.microsoftonline.com",
          "login.microsoftonline.de");

  private static SampleSettings issuer(String address) {
    return SampleSettings.flat()
        .with("BROKER_CALLER_ISSUERS", document(with(least(), "issuer", "'" + address + "'")));
  }

  private static SampleSettings keys(String address) {
    return SampleSettings.flat()
        .with(
            "BROKER_CALLER_ISSUERS",
            document(with(least(), "keys", "{'address':'" + address + "'}")));
  }

  private static void areRefused(SampleSettings settings, String member) {
    settings.areRefusedFor("BROKER_CALLER_ISSUERS: issuers[0]." + member + OF_ENTRA);
  }

  private static CallerIssuer read(SampleSettings settings) {
    return settings.callers().issuers().getFirst();
  }

  private static Stream<String> entra() {
    return ENTRA.stream()
        .flatMap(
            host ->
                Stream.of(
                    host,
                    host.toUpperCase(Locale.ROOT),
                    host + ".",
                    host + "..",
                    host + ":8443",
                    "westus2." + host,
                    "a.b." + host + ".:443"))
        .filter(host -> !host.contains(".."));
  }

  @Test
  void knowsTheHostsOfEveryCloud() {
    List<String> hosts =
        Arrays.stream(EntraCloud.values()).map(cloud -> cloud.authorityHost().getHost()).toList();
    assertEquals(hosts, hosts.stream().filter(ENTRA::contains).toList());
  }

  @ParameterizedTest
  @MethodSource("entra")
  void isNoneOfEntras(String host) {
    areRefused(issuer("https://" + host + "/tenant/v2.0"), "issuer");
    areRefused(keys("https://" + host + "/tenant/discovery/v2.0/keys"), "keys.address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://contoso.ciamlogin.com/11111111-1111-4111-8111-111111111111/v2.0",
        "https://notlogin.microsoftonline.com/",
        "https://login.microsoftonline.com.acme.example/",
        "https://acme.example/login.microsoftonline.com",
        "https://10.0.0.7:8443/realms/acme",
        "https://[fd00::7]/",
        "http://localhost:9000/elsewhere",
        "http://127.0.0.1/elsewhere",
        "http://[::1]:9000"
      })
  void isAnybodyElses(String address) {
    assertEquals(address, read(issuer(address)).issuer());
    assertEquals(new Keys.At(URI.create(address)), read(keys(address)).keys());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.proxy.example/",
        "https://Login.Proxy.Example.:8443/",
        "https://a.login.proxy.example/"
      })
  void isNotWhereEntraIsAsked(String address) {
    String host = "https://login.proxy.example";
    areRefused(issuer(address).with("ENTRA_AUTHORITY_HOST", host), "issuer");
    areRefused(keys(address).with("ENTRA_AUTHORITY_HOST", host), "keys.address");
  }

  @Test
  void isAnotherServerOnThisMachine() {
    String host = "http://localhost:9000";
    areRefused(
        issuer("http://127.0.0.1:9000/elsewhere").with("ENTRA_AUTHORITY_HOST", host), "issuer");
    areRefused(issuer("http://localhost:9000").with("ENTRA_AUTHORITY_HOST", host), "issuer");
    areRefused(
        issuer("https://localhost").with("ENTRA_AUTHORITY_HOST", "https://localhost:443"),
        "issuer");
    String other = "http://localhost:9001/elsewhere";
    assertEquals(other, read(issuer(other).with("ENTRA_AUTHORITY_HOST", host)).issuer());
  }
}

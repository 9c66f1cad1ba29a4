package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.isRefused;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.with;
import static io.acsbroker.config.SampleIssuers.without;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of an issuer's entry, each wrong in itself in each way that it can be, or missing. */
class CallerIssuerMembersTest {
  private static final String CLAIM =
      " must be the name of a claim, or a JSON Pointer with / before it, of at most 200 characters";
  private static final String NO_MORE = ", at least one and none twice";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "'Acme'",
        "'1acme'",
        "'ac me'",
        "'entra'",
        "'a23456789012345678901234567890123'",
        "7",
        "null",
        "['acme']"
      })
  void refuseName(String value) {
    isRefused(
        with(least(), "name", value),
        ".name must be 1 to 32 of a to z, 0 to 9 and -, a letter first, and not entra");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "'login.acme.example'",
        "'http://login.acme.example/'",
        "'https://'",
        "'https:///x'",
        "'ftp://login.acme.example'",
        "'https://me@login.acme.example/'",
        "'https://@login.acme.example/'",
        "'https://login.acme.example/?p=1'",
        "'https://login.acme.example/?'",
        "'https://login.acme.example/#x'",
        "'https://login.acme.example/#'",
        "'https://login.acme.example:0/'",
        "'https://login.acme.example:65536/'",
        "'https://login.acme.example:/'",
        "' https://login.acme.example/'",
        "'https://login.acme.example/ '",
        "'https://login acme.example/'",
        "'http://localhost.acme.example/'",
        "'HTTPS://login.acme.example/'",
        "'https://login.acme.example/é'",
        "'https://löwe.example/'",
        "7",
        "null"
      })
  void refuseIssuer(String value) {
    isRefused(
        with(least(), "issuer", value),
        ".issuer must be what iss is in its tokens: an https address (http only for localhost) without user, query or fragment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "' '", "['https://calls.acme.example']", "7", "null"})
  void refuseAudience(String value) {
    isRefused(
        with(least(), "audience", value),
        ".audience must be the text that aud is in its tokens, or has in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'RS256'",
        "['HS256']",
        "['none']",
        "['rs256']",
        "['RS256','HS256']",
        "['RS256','RS256']",
        "['RS256',7]",
        "null"
      })
  void refuseAlgorithms(String value) {
    isRefused(
        with(least(), "algorithms", value),
        ".algorithms must be of RS256, PS256 and ES256" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'JWT'", "['jwt']", "['AT+JWT']", "['JWT','JWT']", "[null]", "null"})
  void refuseTyp(String value) {
    isRefused(with(least(), "typ", value), ".typ must be of JWT, at+jwt and none" + NO_MORE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Discovery'",
        "''",
        "7",
        "null",
        "[]",
        "{}",
        "{'address':'https://a.example/','inline':[]}",
        "{'url':'https://a.example/'}"
      })
  void refuseKeys(String value) {
    isRefused(
        with(least(), "keys", value),
        ".keys must be discovery, or an object with either address or inline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'address':''}",
        "{'address':'http://keys.acme.example/'}",
        "{'address':'https://me@keys.acme.example/'}",
        "{'address':'https://keys.acme.example/#x'}",
        "{'address':7}",
        "{'address':null}"
      })
  void refuseKeysAddress(String value) {
    isRefused(
        with(least(), "keys", value),
        ".keys.address must be an https address (http only for localhost) without user or fragment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "10081", "-1", "1.5", "1e2", "'60'", "true", "null", "99999999999999999999"})
  void refuseMaxLifetimeMinutes(String value) {
    isRefused(
        with(least(), "maxLifetimeMinutes", value),
        ".maxLifetimeMinutes must be a whole number from 1 to 10080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'exchange'",
        "['Exchange']",
        "['exchange','exchange']",
        "['token']",
        "null"
      })
  void refuseRoutes(String value) {
    isRefused(with(least(), "routes", value), ".routes must be of exchange and identity" + NO_MORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name|.name must be 1 to 32 of a to z, 0 to 9 and -, a letter first, and not entra",
        "issuer|.issuer must be what iss is in its tokens: an https address (http only for localhost) without user, query or fragment",
        "audience|.audience must be the text that aud is in its tokens, or has in it",
        "algorithms|.algorithms must be of RS256, PS256 and ES256" + NO_MORE,
        "typ|.typ must be of JWT, at+jwt and none" + NO_MORE,
        "clientClaim|.clientClaim" + CLAIM + ", or null where its tokens name no client",
        "clients|.clients must be the clients that may call" + NO_MORE,
        "requiredScopes|.requiredScopes must be the scopes that a token needs, all of them, none twice, or []",
        "scopeClaim|.scopeClaim" + CLAIM,
        "scopeForm|.scopeForm must be text or array",
        "rolesClaim|.rolesClaim" + CLAIM,
        "roles|.roles must be the roles of which a user needs one" + NO_MORE,
        "groupsClaim|.groupsClaim" + CLAIM,
        "groups|.groups must be the groups of which a user needs one" + NO_MORE,
        "binding|.binding must be an object with the claims tenant and user, or none",
        "routes|.routes must be of exchange and identity" + NO_MORE
      })
  void areNeeded(String member, String problem) {
    isRefused(without(most(), member), problem);
  }
}

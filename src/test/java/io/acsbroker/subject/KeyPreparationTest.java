package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AllowedTenants.AnyOrganisation;
import io.acsbroker.token.AllowedTenants.Listed;
import io.acsbroker.token.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are fetched before the first token comes. */
class KeyPreparationTest {
  private final Set<String> fetched = new TreeSet<>();
  private EntraEmulator entra = SampleToken.ENTRA;

  @BeforeEach
  void start() throws IOException {
    entra = EntraEmulator.start(0, SampleToken.CLOCK);
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  private EntraTokenVerifier verifier(AllowedTenants tenants) {
    return SampleToken.verifier(
        entra.authority(),
        tenants,
        SampleToken.CLOCK,
        new ServerClock(SampleToken.CLOCK),
        (tenant, failure) -> fetched.add(tenant));
  }

  @Test
  void fetchesTheKeysOfEveryTenantOnce() {
    EntraTokenVerifier verifier =
        verifier(new Listed(Set.of(SampleToken.CONTOSO, SampleToken.FABRIKAM)));
    assertEquals(Optional.empty(), verifier.prepare(SampleToken.soon()));
    assertEquals(2, entra.keyRequests());
    assertEquals(Set.of(SampleToken.CONTOSO.value(), SampleToken.FABRIKAM.value()), fetched);
    assertEquals(Optional.empty(), verifier.prepare(SampleToken.soon()));
    assertEquals(2, entra.keyRequests());
  }

  @Test
  void fetchesTheKeysOfAnyOrganisation() {
    assertEquals(Optional.empty(), verifier(new AnyOrganisation()).prepare(SampleToken.soon()));
    assertEquals(1, entra.keyRequests());
    assertEquals(Set.of("organizations"), fetched);
  }

  @Test
  void namesEveryTenantWhoseKeysCannotBeHad() {
    entra.answerKeyRequests(new CannedAnswer(404, Map.of(), "", Duration.ZERO));
    String tenant = SampleToken.CONTOSO.value();
    String contoso =
        "Signing keys of "
            + tenant
            + " cannot be had from "
            + entra.authority()
            + "/"
            + tenant
            + "/discovery/v2.0/keys: HTTP 404";
    assertEquals(
        Optional.of(contoso),
        verifier(new Listed(Set.of(SampleToken.CONTOSO))).prepare(SampleToken.soon()));
  }

  @Test
  void preparesTheFirstTwentyOfManyTenants() {
    List<TenantId> tenants =
        IntStream.range(0, 25)
            .mapToObj(i -> new TenantId("11111111-1111-4111-8111-1111111111%02d".formatted(i)))
            .toList();
    entra.answerKeyRequests(new CannedAnswer(404, Map.of(), "", Duration.ZERO));
    verifier(new Listed(Set.copyOf(tenants))).prepare(SampleToken.soon());
    assertEquals(
        tenants.stream().limit(20).map(TenantId::value).collect(Collectors.toSet()), fetched);
  }
}

package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which application of a directory the sample page is: Entra lets no other kind redeem a code. */
class LocalPageTest {
  private static final Application CONSOLE =
      new Application("console", "Console", ApplicationKind.PUBLIC_CLIENT, true);
  private static final Application CALLING =
      new Application("calling", "Calling", ApplicationKind.SPA, false);
  private static final Application PAGE =
      new Application("page", "Page", ApplicationKind.SPA, true);

  private static Optional<Application> client(Way way, Application... applications) {
    Directory samples = SampleDirectory.DIRECTORY;
    return LocalPage.client(
        new Directory(
            samples.organisations(),
            samples.users(),
            List.of(applications),
            samples.brokerApi(),
            samples.withoutConsent()),
        way);
  }

  @Test
  void isAPageThatGetsTokensForAcsWhateverStandsBeforeIt() {
    for (Way way : Way.values()) {
      assertEquals(Optional.of(PAGE), client(way, CONSOLE, CALLING, PAGE), way.name());
    }
  }

  @Test
  void isAPageForCallerTokensWhereThoseAreEnough() {
    assertEquals(Optional.of(CALLING), client(Way.ON_BEHALF_OF, CONSOLE, CALLING));
    assertEquals(Optional.empty(), client(Way.DIRECT, CONSOLE, CALLING));
    assertEquals(Optional.empty(), client(Way.CALLERS, CONSOLE, CALLING));
    assertEquals(Optional.empty(), client(Way.ON_BEHALF_OF, CONSOLE));
  }

  @Test
  void leadsGuestsToTheOrganisationThatTheyVisit() {
    assertEquals(
        List.of(Map.of("name", "Contoso", "tenantId", SampleDirectory.CONTOSO.tenantId())),
        LocalPage.guestTenants(SampleDirectory.DIRECTORY));
  }
}

package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.net.CannedAnswer;
import java.util.Map;
import java.util.Optional;

/**
 * The page on which an administrator lets the broker's API act on behalf of everybody in a tenant;
 * whoever opens it counts as one.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent">
 *     Tenant-wide admin consent</a>
 */
record AdminConsent(Directory directory, OnBehalfOf onBehalfOf) {
  private static final String GIVEN = "local_consent";

  CannedAnswer answer(String tenant, Map<String, String> query) {
    if (!directory.brokerApi().clientId().equals(query.get("client_id"))) {
      return LocalPage.sorry(Denial.APPLICATION.description());
    }
    Optional<Organisation> organisation = directory.organisation(tenant);
    return organisation
        .map(found -> query.containsKey(GIVEN) ? given(found) : asked(found))
        .orElseGet(() -> LocalPage.sorry("AADSTS90002: Tenant not found."));
  }

  private CannedAnswer asked(Organisation organisation) {
    String link = "?client_id=" + directory.brokerApi().clientId() + "&amp;" + GIVEN + "=yes";
    return LocalPage.of(
        200,
        "May the token broker act for people of " + organisation.name() + "?",
        ("<p>It would get tokens for Communication Services on their behalf: Teams.ManageCalls,"
                + " Teams.ManageChats.</p><p><a href=\"%s\">Consent for everybody</a></p>")
            .formatted(link));
  }

  private CannedAnswer given(Organisation organisation) {
    onBehalfOf.consent(organisation.tenantId());
    return LocalPage.of(
        200, "Consent is given", "<p>Go back to the application, and try again.</p>");
  }
}

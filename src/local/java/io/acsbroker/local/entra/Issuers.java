package io.acsbroker.local.entra;

/** The issuers of the public cloud, which stay what they are wherever keys are fetched. */
public final class Issuers {
  private Issuers() {}

  /**
   * The {@code iss} of the tokens of an external tenant, which has no workforce.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/external-id/customers/how-to-use-token-claims-customers">Tokens
   *     of External ID</a>
   */
  public static String ofExternalId(String tenantId) {
    return "https://" + tenantId + ".ciamlogin.com/" + tenantId + "/v2.0";
  }

  /** The {@code iss} of this tenant's tokens of this version. */
  public static String of(String version, String tenantId) {
    return version.equals("2.0")
        ? "https://login.microsoftonline.com/" + tenantId + "/v2.0"
        : "https://sts.windows.net/" + tenantId + "/";
  }
}

package io.acsbroker.local.table;

import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.Optional;
import java.util.Set;

/** Who may use the account: whoever has its key, and a managed identity with a role on it. */
final class TableAccess {
  private static final String ADDRESS =
      "https://" + TableService.ACCOUNT + ".table.core.windows.net";

  /**
   * What a token may be for.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory">Authorize
   *     with Microsoft Entra ID</a>
   * @see <a
   *     href="https://github.com/Azure/Azurite/blob/main/src/table/utils/constants.ts">Azurite's
   *     list</a>
   */
  private static final Set<String> AUDIENCES =
      Set.of(
          "https://storage.azure.com",
          "https://storage.azure.com/",
          "e406a681-f3d4-42a8-90b6-c2b029497af1",
          ADDRESS,
          ADDRESS + "/");

  private final ManagedIdentityEmulator identity;
  private final AccountKey key = new AccountKey(TableService.ACCOUNT);
  private volatile boolean roleGranted = true;

  TableAccess(ManagedIdentityEmulator identity) {
    this.identity = identity;
  }

  /** The account key as it stands in a connection string. */
  String key() {
    return key.base64();
  }

  /** Whether the managed identity has a role; it has at first. */
  void grantRole(boolean granted) {
    roleGranted = granted;
  }

  /** The answer to a request of who may not; empty where they may. */
  Optional<CannedAnswer> refusal(LoopbackRequest request) {
    Optional<String> token = request.bearerToken();
    boolean known =
        token.isPresent() ? identity.accepts(token.get(), AUDIENCES) : key.signed(request);
    if (!known) {
      return Optional.of(TableError.AUTHENTICATION_FAILED.answer());
    }
    return token.isPresent() && !roleGranted
        ? Optional.of(TableError.AUTHORIZATION_PERMISSION_MISMATCH.answer())
        : Optional.empty();
  }
}

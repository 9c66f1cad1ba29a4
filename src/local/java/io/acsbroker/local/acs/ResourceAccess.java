package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.Set;
import java.util.function.Function;

/** Who may use the resource: whoever has its key, and a managed identity with a role on it. */
final class ResourceAccess {
  /**
   * What a token may be for: most clients of the SDK ask with the slash, a few without.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/communication/communication-messages-rest/src/generated/src/messagesServiceClient.ts">One
   *     without</a>
   */
  private static final Set<String> AUDIENCES =
      Set.of("https://communication.azure.com/", "https://communication.azure.com");

  private final ManagedIdentityEmulator identity;
  private final ResourceKey key = new ResourceKey();
  private volatile boolean roleGranted = true;
  private volatile boolean allRefused;

  ResourceAccess(ManagedIdentityEmulator identity) {
    this.identity = identity;
  }

  /** The access key as it stands in a connection string. */
  String key() {
    return key.base64();
  }

  /** Whether the managed identity has a role; it has at first. */
  void grantRole(boolean granted) {
    roleGranted = granted;
  }

  /** Whether nobody may, neither with the key nor with a role. */
  void refuseAll(boolean refused) {
    allRefused = refused;
  }

  /** The route's answer to a request by a version that has the operations, from who may ask. */
  CannedAnswer admitted(
      LoopbackRequest request,
      Operations operations,
      Function<LoopbackRequest, CannedAnswer> route) {
    return ApiVersions.fault(request, operations)
        .orElseGet(() -> mayUse(request) ? route.apply(request) : AcsError.DENIED.answer());
  }

  private boolean mayUse(LoopbackRequest request) {
    String token = request.bearerToken().orElse("");
    return !allRefused
        && (token.isEmpty()
            ? key.signed(request)
            : roleGranted && identity.accepts(token, AUDIENCES));
  }
}

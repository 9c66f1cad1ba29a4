package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.MsalException;
import java.util.regex.Pattern;

/** The platform gave no token for the managed identity. */
final class ManagedIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,40}");

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    this.diagnosis =
        "managed identity: "
            + (root instanceof MsalException told
                    && told.errorCode() != null
                    && CODE.matcher(told.errorCode()).matches()
                ? told.errorCode()
                : root.getClass().getSimpleName());
  }

  /** The kind of failure, without its text, which may quote what was sent. */
  String diagnosis() {
    return diagnosis;
  }
}

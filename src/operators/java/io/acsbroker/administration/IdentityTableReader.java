package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the table of ACS identities and the credential for it. */
record IdentityTableReader(
    CommandArguments arguments, Map<String, String> environment, InstantSource clock) {
  private static final String CONNECTION_STRING = "BROKER_IDENTITY_TABLE_CONNECTION_STRING";
  private static final String SERVICE = "https://storage.azure.com/.default";
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "https://([a-z0-9-]+(\\.z\\d+)?\\.table\\.(core\\.windows\\.net|core\\.usgovcloudapi\\.net"
              + "|core\\.chinacloudapi\\.cn|storage\\.azure\\.net)"
              + "|localhost:\\d{1,5}/devstoreaccount1)");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9]{2,62}");

  /** The address of the account's table service. */
  URI account() {
    String address =
        arguments
            .given("table-endpoint")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .replaceFirst("/$", "");
    if (!ENDPOINT.matcher(address).matches()) {
      throw new UnusableInputException(
          "-DtableEndpoint must be what the broker has as BROKER_IDENTITY_TABLE_ENDPOINT:"
              + " https://<account>.table.core.windows.net.");
    }
    return URI.create(address);
  }

  String table() {
    String name = arguments.given("table").orElse("AcsIdentities");
    if (!TABLE.matcher(name).matches()) {
      throw new UnusableInputException(
          "-Dtable must be what the broker has as BROKER_IDENTITY_TABLE.");
    }
    return name;
  }

  /** A key in the environment, where there is one, and otherwise the sign-in. */
  TableAccount.Credential credential() {
    String connection = environment.getOrDefault(CONNECTION_STRING, "").strip();
    if (!connection.isEmpty()) {
      return key(connection);
    }
    return OwnSignIn.read(arguments, environment)
        .map(it -> new SignedIn(it.tokensFor(SERVICE, clock)))
        .orElseThrow(
            () ->
                new UnusableInputException(
                    "Give a credential for the table: -DsignIn=true or -DmanagedIdentity=true, or"
                        + " the variable "
                        + CONNECTION_STRING
                        + "."));
  }

  private TableAccount.Credential key(String connection) {
    Map<String, String> parts =
        Arrays.stream(connection.split(";", -1))
            .map(part -> part.split("=", 2))
            .filter(part -> part.length == 2)
            .collect(
                Collectors.toMap(
                    part -> part[0].strip().toLowerCase(Locale.ROOT),
                    part -> part[1].strip(),
                    (first, second) -> first));
    String name = parts.getOrDefault("accountname", "");
    String key = parts.getOrDefault("accountkey", "");
    if (name.isEmpty()
        || !key.matches("([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")) {
      throw new UnusableInputException(
          CONNECTION_STRING + " must have an AccountName and an AccountKey.");
    }
    URI account = account();
    if (!account.getHost().startsWith(name + ".") && !account.getPath().equals("/" + name)) {
      throw new UnusableInputException(
          CONNECTION_STRING + " is of another account than -DtableEndpoint: nothing was sent.");
    }
    return new TableAccount.Credential.AccountKey(name, key);
  }
}

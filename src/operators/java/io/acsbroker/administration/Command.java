package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** Puts together what an instruction needs, and has it followed. */
record Command(
    CommandArguments arguments,
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    Stop stop) {
  private static final InstantSource CLOCK = InstantSource.system();

  /** Returns the exit code of the process. */
  int follow(URI endpoint, Instruction instruction) throws InterruptedException {
    AcsCredential credential =
        new CredentialReader(arguments, environment, in, endpoint, CLOCK).read();
    try (ServiceClient acs = client(new AcsService(credential))) {
      boolean dryRun = arguments.flag("dry-run");
      Sending sending = new Sending(acs, dryRun, stop, out);
      return switch (instruction) {
        case Instruction.OfEntra entra ->
            new Administration(new AcsAssignments(endpoint, acs), sending, out).follow(entra);
        case Instruction.OfPhone phone ->
            new PhoneAdministration(new AcsPhoneAssignments(endpoint, acs), sending, out)
                .follow(phone);
        case Instruction.Identities identities ->
            follow(identities, new AcsIdentities(endpoint, acs), dryRun);
      };
    }
  }

  private int follow(Instruction.Identities instruction, AcsIdentities identities, boolean dryRun)
      throws InterruptedException {
    IdentityTableReader table = new IdentityTableReader(arguments, environment, CLOCK);
    URI account = table.account();
    String name = table.table();
    try (ServiceClient client = client(new TableAccount(table.credential()))) {
      IdentityRows rows =
          new IdentityRows(account, name, identities.endpoint().getAuthority(), client);
      IdentityEnding ending = new IdentityEnding(rows, identities);
      return new IdentityAdministration(rows, ending, dryRun, stop, out).follow(instruction);
    }
  }

  private ServiceClient client(Service service) {
    return new ServiceClient(service, CLOCK, stop::pause);
  }
}

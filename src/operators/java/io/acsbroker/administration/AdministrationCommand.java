package io.acsbroker.administration;

import io.acsbroker.operator.CommandArguments;
import io.acsbroker.operator.UnusableInputException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code ./mvnw -Padmin -Dendpoint=… -Dcommand=…} runs. */
public final class AdministrationCommand {
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "https://(([a-z0-9-]+\\.)+communication\\.azure\\.(com|us|cn)|localhost:\\d{1,5})");

  private AdministrationCommand() {}

  /**
   * Takes {@code --endpoint=ADDRESS --command=WORDS --file=FILE --prune=BOOLEAN --dry-run=BOOLEAN
   * --table-endpoint=ADDRESS --table=NAME --tenant=ID --issuer=ISSUER --subject=SUBJECT --after=ID
   * --token=- --sign-in=BOOLEAN --managed-identity=BOOLEAN}; all but the first two may be empty.
   * Ends with 1 where anything was refused, kept, left or cut, and with 2 where the table has
   * nobody of the tenant or the issuer.
   */
  public static void main(String[] args) throws InterruptedException {
    Stop stop = Stop.whenInterrupted();
    int exitCode;
    try {
      exitCode = run(System.in, System.out, System.getenv(), stop, args);
    } finally {
      stop.ended();
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The same, with the exit code returned. */
  public static int run(
      InputStream in, PrintStream out, Map<String, String> environment, String... args)
      throws InterruptedException {
    return run(in, out, environment, new Stop(), args);
  }

  private static int run(
      InputStream in, PrintStream out, Map<String, String> environment, Stop stop, String... args)
      throws InterruptedException {
    try {
      CommandArguments arguments = CommandArguments.parse(args);
      URI endpoint = endpoint(arguments);
      Instruction instruction = InstructionReader.read(arguments);
      return new Command(arguments, environment, in, out, stop).follow(endpoint, instruction);
    } catch (UnusableInputException refused) {
      out.println(refused.getMessage());
      return 1;
    }
  }

  private static URI endpoint(CommandArguments arguments) {
    String address =
        arguments.given("endpoint").orElse("").toLowerCase(Locale.ROOT).replaceFirst("/$", "");
    if (!ENDPOINT.matcher(address).matches()) {
      throw new UnusableInputException(
          "-Dendpoint must be the resource's address: https://<resource>.communication.azure.com.");
    }
    return URI.create(address);
  }
}

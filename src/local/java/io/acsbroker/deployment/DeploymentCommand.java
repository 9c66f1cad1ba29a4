package io.acsbroker.deployment;

import io.acsbroker.operator.UnusableInputException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/** What {@code ./mvnw -Pverify-deployment -Durl=…} runs. */
public final class DeploymentCommand {
  private DeploymentCommand() {}

  /**
   * Takes {@code --url=ADDRESS --origin=ORIGIN --tenant=ID --tokens=FILE}; FILE may be {@code -}
   * for standard input, and all but the address may be empty. Ends with 1 where anything failed.
   */
  public static void main(String[] args) throws InterruptedException {
    int exitCode = run(System.in, System.out, args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The same, with the exit code returned. */
  public static int run(InputStream in, PrintStream out, String... args)
      throws InterruptedException {
    try {
      DeploymentArguments arguments = DeploymentArguments.parse(args);
      return verify(arguments, SuppliedTokens.read(arguments.tokens(), in), out);
    } catch (UnusableInputException refused) {
      out.println(refused.getMessage());
      return 1;
    }
  }

  private static int verify(DeploymentArguments arguments, SuppliedTokens tokens, PrintStream out)
      throws InterruptedException {
    InstantSource clock = InstantSource.system();
    Report report = new Report(out);
    try (BrokerClient client = new BrokerClient(arguments.broker())) {
      new HealthChecks(client).run(report);
      if (report.hasSilence()) {
        out.println("Nobody answers, so nothing else was checked.");
        return 1;
      }
      new TransportChecks(arguments, client).run(report);
      new CorsChecks(arguments.origin(), client).run(report);
      new RefusalChecks(arguments.tenant().or(tokens::servedTenant), clock, client).run(report);
      new TokenChecks(tokens, clock, client).run(report);
    }
    return report.end();
  }
}

package io.acsbroker.deployment;

import io.acsbroker.operator.UnusableInputException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Objects;

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
    return run(Surroundings.ofThisProcess(), in, out, args);
  }

  static int run(Surroundings surroundings, InputStream in, PrintStream out, String... args)
      throws InterruptedException {
    try {
      DeploymentArguments arguments = DeploymentArguments.parse(args);
      return verify(arguments, SuppliedTokens.read(arguments.tokens(), in), surroundings, out);
    } catch (UnusableInputException refused) {
      String sentence = Objects.requireNonNull(refused.getMessage());
      out.println(sentence);
      out.println(Summary.notRun(sentence));
      return 1;
    }
  }

  private static int verify(
      DeploymentArguments arguments,
      SuppliedTokens tokens,
      Surroundings surroundings,
      PrintStream out)
      throws InterruptedException {
    Report report = new Report(out);
    InstantSource clock = surroundings.clock();
    try (BrokerClient client = new BrokerClient(arguments.broker(), surroundings)) {
      new HealthChecks(client, surroundings.patience()).run(report);
      new ClockCheck(client).run(report);
      new TransportChecks(arguments, client, surroundings).run(report);
      new CorsChecks(arguments.origin(), client).run(report);
      new RefusalChecks(arguments.tenant().or(tokens::servedTenant), clock, client).run(report);
      new TokenChecks(tokens, clock, client).run(report);
    } catch (NoBrokerException silence) {
      // The report has said so, and asks nobody any more who is not a broker
    }
    return report.end();
  }
}

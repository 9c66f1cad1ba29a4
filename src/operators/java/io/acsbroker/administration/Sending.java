package io.acsbroker.administration;

import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Missing;
import io.acsbroker.administration.ServiceReply.Refused;
import java.io.PrintStream;
import java.util.List;

/** Sends the requests of a plan one after the other, or shows them in a dry run. */
record Sending(ServiceClient client, boolean dryRun, Stop stop, PrintStream out) {

  /** Returns the exit code of the process: 1 where anything was refused. */
  int send(List<ServiceRequest> requests) throws InterruptedException {
    if (dryRun) {
      requests.forEach(request -> out.println("\n" + request));
      out.println("\nDry run: " + counted(requests.size(), "request") + " not sent.");
      return 0;
    }
    return sendAll(requests);
  }

  /** Stops at the first refusal, since the next requests would meet it too. */
  private int sendAll(List<ServiceRequest> requests) throws InterruptedException {
    for (int done = 0; done < requests.size(); done++) {
      if (stop.isWanted()) {
        return ended(done, requests, "Stopped. ");
      }
      ServiceRequest request = requests.get(done);
      switch (client.send(request)) {
        case Done ok -> {}
        case Missing(String sentence) -> {
          if (!request.method().equals("DELETE")) {
            return refused(done, requests, sentence);
          }
        }
        case Refused(int status, String code, String sentence) -> {
          return refused(done, requests, sentence);
        }
      }
    }
    out.println(
        requests.isEmpty() ? "Nothing to change." : counted(requests.size(), "change") + " made.");
    return 0;
  }

  private int refused(int done, List<ServiceRequest> requests, String sentence) {
    ServiceRequest request = requests.get(done);
    out.println(request.method() + " " + request.uri().getPath() + ": " + sentence);
    return ended(done, requests, "");
  }

  private int ended(int done, List<ServiceRequest> requests, String beginning) {
    out.printf("%s%d of %s made.%n", beginning, done, counted(requests.size(), "change"));
    return 1;
  }

  static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}

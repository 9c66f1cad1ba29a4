package io.acsbroker.processes;

import com.microsoft.aad.msal4j.IPublicClientApplication;
import com.microsoft.aad.msal4j.MsalClientException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet in Java does in each case what the table of docs/clients.md says. */
class ScriptedJavaTest {
  /** All tries of a client take no longer. */
  private static final long LONGEST_SECONDS = 20;

  @TempDir private Path folder;

  @Test
  void javaDoesWhatTheTableSays() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    try (URLClassLoader classes = JavaSnippet.compile(folder);
        ScriptedRun run = new ScriptedRun(ScriptedCases.all())) {
      Class<?> snippet = classes.loadClass("TeamsTokens");
      Map<String, Future<ScriptedEnd>> ends = new TreeMap<>();
      run.brokers()
          .forEach(
              (situation, broker) ->
                  ends.put(
                      situation.name(),
                      threads.submit(() -> end(situation, broker.address(), snippet, threads))));
      run.assertEnds(ended(ends));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<String, ScriptedEnd> ended(Map<String, Future<ScriptedEnd>> ends)
      throws InterruptedException, ExecutionException {
    Map<String, ScriptedEnd> ended = new TreeMap<>();
    for (Map.Entry<String, Future<ScriptedEnd>> end : ends.entrySet()) {
      try {
        ended.put(end.getKey(), end.getValue().get(LONGEST_SECONDS, TimeUnit.SECONDS));
      } catch (TimeoutException hangs) {
        ended.put(end.getKey(), new ScriptedEnd("none in time", 0, List.of()));
      }
    }
    return ended;
  }

  private static ScriptedEnd end(
      ScriptedCase situation, URI broker, Class<?> snippet, ExecutorService threads)
      throws Exception {
    PlayedMsal msal = new PlayedMsal(situation.person());
    Constructor<?> constructor = snippet.getConstructor(IPublicClientApplication.class, URI.class);
    Object tokens = constructor.newInstance(msal.application(), broker);
    Set<ScriptedEnd> ends = Set.of();
    for (int time = 0; time < situation.asking().times; time++) {
      List<Future<ScriptedEnd>> callers =
          IntStream.range(0, situation.asking().atOnce)
              .mapToObj(caller -> threads.submit(() -> asked(tokens, msal)))
              .toList();
      ends = new HashSet<>();
      for (Future<ScriptedEnd> caller : callers) {
        ends.add(caller.get());
      }
    }
    return ends.size() == 1
        ? ends.iterator().next()
        : new ScriptedEnd("callers differ: " + ends, 0, msal.asked());
  }

  private static ScriptedEnd asked(Object tokens, PlayedMsal msal) throws Exception {
    Method token = tokens.getClass().getMethod("token");
    try {
      token.invoke(tokens);
      return new ScriptedEnd(ScriptedCase.TOKEN, 0, msal.asked());
    } catch (InvocationTargetException thrown) {
      return refused(thrown.getTargetException(), msal);
    }
  }

  private static ScriptedEnd refused(Throwable thrown, PlayedMsal msal) throws Exception {
    if (thrown.getClass().getSimpleName().equals("Refused")) {
      Map<?, ?> problem = (Map<?, ?>) thrown.getClass().getField("problem").get(thrown);
      long status = problem.get("status") instanceof Number told ? told.longValue() : 0;
      return new ScriptedEnd(String.valueOf(problem.get("code")), status, msal.asked());
    }
    String outcome =
        thrown.getCause() instanceof MsalClientException
            ? "subject_token_not_obtained"
            : thrown.getClass().getSimpleName();
    return new ScriptedEnd(outcome, 0, msal.asked());
  }
}

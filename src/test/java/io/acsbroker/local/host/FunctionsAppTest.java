package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsAppTest {
  @TempDir Path directory;

  /** Asks for a body that this host does not bind. */
  public static final class Unbindable {
    @FunctionName("unbindable")
    public HttpResponseMessage run(@HttpTrigger(name = "r") HttpRequestMessage<String> request) {
      return request.createResponseBuilder(HttpStatus.OK).build();
    }
  }

  /** Has no HTTP trigger. */
  public static final class Triggerless {
    @FunctionName("triggerless")
    public void run() {}
  }

  @Test
  void findsTheFunctionsOfADirectoryByName() throws IOException {
    FunctionsApp app = SampleApp.in(directory, SampleFunctions.class).load();
    assertEquals("echo", app.functions().getFirst().name());
    assertEquals(9, app.functions().size());
    assertEquals("api", app.routePrefix());
  }

  @Test
  void findsTheFunctionsOfAJar() throws IOException {
    SampleApp app = SampleApp.in(directory, SampleFunctions.class);
    Path jar = directory.resolve("app.jar");
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Path target = zip.getPath("io/acsbroker/local/host/SampleFunctions.class");
      Files.createDirectories(target.getParent());
      Files.copy(app.classes().resolve(target.toString()), target);
    }
    ClassLoader loader = SampleFunctions.class.getClassLoader();
    FunctionsApp loaded = FunctionsApp.load(jar, app.hostJson(), loader, new CountingInjector());
    assertEquals(9, loaded.functions().size());
  }

  @Test
  void readsAnEmptyRoutePrefix() throws IOException {
    String json = "{\"extensions\":{\"http\":{\"routePrefix\":\"\"}}}";
    FunctionsApp app = SampleApp.in(directory, SampleFunctions.class).withHostJson(json).load();
    Routes routes = app.routes();
    assertTrue(routes.find("GET", HostPath.of("/samples/echo")).isPresent());
    assertFalse(routes.find("GET", HostPath.of("/api/samples/echo")).isPresent());
  }

  @Test
  void makesTheDeclaredInjectorOnceAndAsksItAtEveryInvocation() throws Exception {
    int made = CountingInjector.MADE.get();
    int asked = CountingInjector.ASKED.get();
    SampleApp app =
        SampleApp.in(directory, SampleFunctions.class).withInjector(CountingInjector.class);
    InstanceSource instances = app.load().instances();
    instances.instance(SampleFunctions.class);
    instances.instance(SampleFunctions.class);
    assertEquals(made + 1, CountingInjector.MADE.get());
    assertEquals(asked + 2, CountingInjector.ASKED.get());
  }

  @Test
  void makesAnObjectForEveryInvocationWithoutAnInjector() throws Exception {
    int made = SampleFunctions.MADE.get();
    InstanceSource instances = SampleApp.in(directory, SampleFunctions.class).load().instances();
    instances.instance(SampleFunctions.class);
    instances.instance(SampleFunctions.class);
    assertEquals(made + 2, SampleFunctions.MADE.get());
  }

  @Test
  void doesNotStartWhenTheInjectorCannotBeMade() throws IOException {
    SampleApp app =
        SampleApp.in(directory, SampleFunctions.class).withInjector(FailingInjector.class);
    String why = Refusal.of(app::load);
    assertTrue(why.contains("could not be made: java.lang.NoClassDefFoundError at "), why);
    assertFalse(why.contains("secret"), why);
  }

  @Test
  void doesNotStartWithAFunctionThatItCannotServe() throws IOException {
    SampleApp unbindable = SampleApp.in(directory.resolve("a"), Unbindable.class);
    String why = Refusal.of(unbindable::load);
    assertTrue(why.startsWith("The function unbindable has a parameter"), why);
    SampleApp triggerless = SampleApp.in(directory.resolve("b"), Triggerless.class);
    why = Refusal.of(triggerless::load);
    assertTrue(why.startsWith("The function triggerless has no HTTP trigger"), why);
  }

  @Test
  void doesNotStartWithoutFunctions() throws IOException {
    SampleApp empty = SampleApp.in(directory, CountingInjector.class);
    String why = Refusal.of(empty::load);
    assertTrue(why.startsWith("There is no function in "), why);
  }
}

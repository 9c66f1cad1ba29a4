package io.acsbroker.administration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.identity.IdentityStore;
import io.acsbroker.identity.IdentityTable;
import io.acsbroker.identity.RowChange;
import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.TableWatch;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.table.ContinuationToken;
import io.acsbroker.local.table.TableService;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.overhttp.RunningBroker;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Person;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TableCredential;
import io.acsbroker.token.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** People whose identities ACS has made and a table keeps, as the broker writes its rows. */
public final class KeptIdentities {
  /** Where ACS and the table are. */
  public static final LocalCloud CLOUD = RunningBroker.CLOUD;

  /** The people's tenant. */
  public static final TenantId TENANT = new TenantId("11111111-1111-4111-8111-111111111111");

  static final TenantId OTHER = new TenantId("22222222-2222-4222-8222-222222222222");

  /** What the table calls the resource. */
  static final String RESOURCE = CLOUD.acs().endpoint().getAuthority();

  private final TableService service;
  private final String table;
  private final IdentityStore store;

  /** In a new table of the local cloud. */
  public KeptIdentities() {
    this(CLOUD.table(), "T" + UUID.randomUUID().toString().replace("-", ""));
    CLOUD.table().create(table);
  }

  /** In a table that is there. */
  KeptIdentities(TableService service, String table) {
    this.service = service;
    this.table = table;
    this.store = store(CLOUD.acs().endpoint());
  }

  /** What the command printed, and how it ended. */
  public record Run(int exitCode, String text) {
    /** That it was done, and printed this line. */
    public Run assertDone(String line) {
      assertEquals(0, exitCode, text);
      return assertLine(line);
    }

    Run assertRefused(String line) {
      assertEquals(1, exitCode, text);
      return assertLine(line);
    }

    Run assertLine(String line) {
      assertTrue(text.lines().anyMatch(line::equals), line + " is not in\n" + text);
      return this;
    }
  }

  private IdentityStore store(URI resource) {
    InstantSource clock = InstantSource.system();
    return new IdentityTable(
            new TableCredential.ConnectionString(service.connectionString()), table, resource)
        .store(
            BoundedHttp.client().build(),
            new TableWatch(
                new LastingFailure(Kind.TABLE, clock),
                new LastingFailure(Kind.MANAGED_IDENTITY, clock)),
            clock);
  }

  /** The person of this number; they stand in the table in the order of their numbers. */
  public static Subject person(int number) {
    return person(TENANT, number);
  }

  static Subject person(TenantId tenant, int number) {
    return new Subject(tenant, new ObjectId("00000000-0000-4000-8000-%012d".formatted(number)));
  }

  /** The object id of {@link #person(int)}. */
  public static String id(int number) {
    return person(number).user().value();
  }

  /** The words for {@link #person(int)} behind those of what to do. */
  static String one(int number) {
    return " identity " + id(number) + " of " + TENANT.value();
  }

  /** The line that says that the row of {@link #person(int)} is left. */
  static String left(int number, String why) {
    return "%-10s %s of %s  (%s)".formatted("left", id(number), TENANT.value(), why);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  /** ACS makes an identity, and no row says so. */
  static AcsIdentity made() throws InterruptedException {
    AcsCredential credential =
        new AcsCredential.AccessKey(
            CLOUD.acs().connectionString().replaceFirst(".*accesskey=", ""));
    try (ServiceClient client =
        new ServiceClient(new AcsService(credential), InstantSource.system(), time -> false)) {
      URI uri = CLOUD.acs().endpoint().resolve("/identities?api-version=2025-06-30");
      return assertInstanceOf(
              ServiceReply.Done.class, client.send(new ServiceRequest("POST", uri, "")))
          .body()
          .object("identity")
          .flatMap(identity -> identity.string("id"))
          .flatMap(AcsIdentity::parse)
          .orElseThrow();
    }
  }

  /** Has an identity made and kept. */
  public AcsIdentity keep(Person person) throws InterruptedException {
    return keep(person, made());
  }

  /** Has one made and kept of so many people, from the first on. */
  public void keepAll(int people) throws InterruptedException {
    for (int number = 1; number <= people; number++) {
      keep(person(number));
    }
  }

  AcsIdentity keep(Person person, AcsIdentity identity) {
    assertInstanceOf(RowChange.Made.class, store.keep(person, identity, intend(person), soon()));
    return identity;
  }

  /** Has an identity of another resource kept. */
  void keepOfAnother(Subject person) {
    assertInstanceOf(
        RowChange.Made.class,
        store(URI.create("https://old.communication.azure.com"))
            .keep(person, new AcsIdentity("8:acs:old_1"), intend(person), soon()));
  }

  /** The broker keeps another identity in the row. */
  void replace(Subject person, AcsIdentity identity) {
    RowVersion version =
        assertInstanceOf(RowLookup.Known.class, store.find(person, soon())).version();
    assertInstanceOf(RowChange.Made.class, store.keep(person, identity, version, soon()));
  }

  RowVersion intend(Person person) {
    return assertInstanceOf(RowChange.Made.class, store.intend(person, soon())).version();
  }

  /** Whether the table has a row of the person. */
  public boolean hasRow(Person person) {
    return !(store.find(person, soon()) instanceof RowLookup.Absent);
  }

  static boolean isAtAcs(AcsIdentity identity) {
    return CLOUD.acs().identities().ids().contains(identity.id());
  }

  /** What ACS makes of a request about identities. */
  @FunctionalInterface
  interface ByNumber {
    /** Answers the request of this number; the first is 1. */
    CannedAnswer answer(int number, LoopbackHandler acs, LoopbackRequest request) throws Exception;
  }

  /** Has ACS answer by the number of a request. Returns how many there have been. */
  static AtomicInteger acsAnswers(ByNumber answers) {
    AtomicInteger requests = new AtomicInteger();
    CLOUD
        .acs()
        .identityRequests()
        .disturb(acs -> request -> answers.answer(requests.incrementAndGet(), acs, request));
    return requests;
  }

  /** Has the table answer with two rows at once and no more. */
  static void pagesOfTwo() {
    CLOUD.table().disturbRequests(KeptIdentities::ofTwo);
  }

  /** A service that ends a page after two rows, as storage may end it anywhere. */
  static LoopbackHandler ofTwo(LoopbackHandler table) {
    return request -> {
      CannedAnswer answer = table.answer(request);
      List<JsonObject> rows =
          JsonObject.parse(answer.body()).orElse(JsonObject.EMPTY).objects("value");
      if (!request.path().endsWith("()") || rows.size() <= 2) {
        return answer;
      }
      List<Map<String, String>> two =
          rows.subList(0, 2).stream().map(KeptIdentities::texts).toList();
      return CannedAnswer.json(200, Map.of("value", two))
          .with(
              "x-ms-continuation-NextPartitionKey",
              ContinuationToken.of(rows.get(2).string("PartitionKey").orElseThrow()))
          .with(
              "x-ms-continuation-NextRowKey",
              ContinuationToken.of(rows.get(2).string("RowKey").orElseThrow()));
    };
  }

  private static Map<String, String> texts(JsonObject row) {
    Map<String, String> texts = new HashMap<>();
    row.names().forEach(name -> row.string(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** How many rows the table has. */
  public int rows() {
    return CLOUD.table().rows(table);
  }

  /** Runs the command with the keys of both services. */
  public Run command(String words, String... more) throws InterruptedException {
    return run(
        Map.of(
            "COMMUNICATION_SERVICES_CONNECTION_STRING", CLOUD.acs().connectionString(),
            "BROKER_IDENTITY_TABLE_CONNECTION_STRING", service.connectionString()),
        words,
        more);
  }

  Run run(Map<String, String> environment, String words, String... more)
      throws InterruptedException {
    return at(service.endpoint().toString(), environment, words, more);
  }

  /** Runs the command for a table at this address. */
  Run at(String tableEndpoint, Map<String, String> environment, String words, String... more)
      throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> arguments = arguments(words, tableEndpoint);
    arguments.addAll(List.of(more));
    int exitCode =
        AdministrationCommand.run(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new HashMap<>(environment),
            arguments.toArray(String[]::new));
    return new Run(exitCode, out.toString(UTF_8));
  }

  private List<String> arguments(String words, String tableEndpoint) {
    return new ArrayList<>(
        List.of(
            "--endpoint=" + CLOUD.acs().endpoint(),
            "--table-endpoint=" + tableEndpoint,
            "--table=" + table,
            "--command=" + words));
  }

  /** The arguments of a command. */
  public List<String> arguments(String words) {
    return arguments(words, service.endpoint().toString());
  }
}

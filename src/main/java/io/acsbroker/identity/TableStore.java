package io.acsbroker.identity;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table of Azure Table storage, asked with Microsoft's own client. */
final class TableStore implements IdentityStore {
  private static final String IDENTITY = "acsIdentity";

  /** The resource that has made the identity. Rows of earlier versions lack it. */
  private static final String RESOURCE = "acsResource";

  private static final String ETAG = "odata.etag";

  /** What is read of a row. */
  static final List<String> READ = List.of(ETAG, IDENTITY, RESOURCE);

  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  /** A table that has had less time than this, and has not answered, need not be down. */
  private static final Duration FAIR_TIME = Duration.ofSeconds(1);

  private final TableClient table;
  private final String resource;
  private final SignIn signIn;
  private final TableWatch watch;
  private final InstantSource clock;

  /**
   * @param resource the ACS resource whose identities are kept, by its host
   * @param signIn what the client needs done before it asks
   * @param watch notices that the table cannot be had
   */
  TableStore(
      TableClient table, String resource, SignIn signIn, TableWatch watch, InstantSource clock) {
    this.table = table;
    this.resource = resource;
    this.signIn = signIn;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public RowLookup find(Person user, Deadline deadline) {
    String tenant = user.partition();
    String object = user.row();
    return call(
        deadline,
        within -> found(table.getEntityWithResponse(tenant, object, null, null, within)),
        answer ->
            answer.saysThatThereIsNoRow()
                ? new RowLookup.Absent()
                : new RowLookup.Failed(answer.failure(clock.instant())),
        RowLookup.Failed::new);
  }

  /** The SDK has no response where the answer has no body. */
  private RowLookup found(@Nullable Response<TableEntity> response) {
    TableEntity row = response == null ? null : response.getValue();
    String etag = row == null ? null : row.getETag();
    if (row == null || etag == null) {
      String answer =
          response == null
              ? "an answer"
              : AnswerKind.of(response.getStatusCode(), response.getHeaders());
      return new RowLookup.Failed(notUnderstood(answer + " without a row and its ETag"));
    }
    Object identity = row.getProperty(IDENTITY);
    RowVersion version = new RowVersion(etag);
    Object madeBy = row.getProperty(RESOURCE);
    if (identity != null && madeBy != null && !madeBy.equals(resource)) {
      return new RowLookup.OfAnotherResource(version);
    }
    return identity == null
        ? new RowLookup.Intended(version)
        : AcsIdentity.parse(identity.toString())
            .<RowLookup>map(known -> new RowLookup.Known(known, version))
            .orElseGet(() -> new RowLookup.Failed(notUnderstood("a row with no id of ACS")));
  }

  @Override
  public RowChange intend(Person user, Deadline deadline) {
    return change(
        deadline, within -> table.createEntityWithResponse(row(user, Map.of()), null, within));
  }

  @Override
  public RowChange keep(Person user, AcsIdentity identity, RowVersion version, Deadline deadline) {
    TableEntity row =
        row(user, Map.of(IDENTITY, identity.id(), RESOURCE, resource, ETAG, version.etag()));
    TableEntityUpdateMode mode = TableEntityUpdateMode.REPLACE;
    return change(
        deadline, within -> table.updateEntityWithResponse(row, mode, true, null, within));
  }

  @Override
  public RowChange remove(Person user, RowVersion version, Deadline deadline) {
    TableEntity row = row(user, Map.of(ETAG, version.etag()));
    return change(deadline, within -> table.deleteEntityWithResponse(row, true, null, within));
  }

  private static TableEntity row(Person user, Map<String, Object> properties) {
    return new TableEntity(user.partition(), user.row()).setProperties(properties);
  }

  private RowChange change(Deadline deadline, Function<Context, Response<Void>> call) {
    return call(
        deadline,
        within -> made(call.apply(within)),
        answer ->
            answer.saysThatSomebodyWasFaster() || answer.saysThatThereIsNoRow()
                ? new RowChange.Conflict()
                : new RowChange.Failed(answer.failure(clock.instant())),
        RowChange.Failed::new);
  }

  private static RowChange made(Response<Void> response) {
    String etag = response.getHeaders().getValue(HttpHeaderName.ETAG);
    return new RowChange.Made(new RowVersion(etag == null ? "" : whole(etag)));
  }

  /** The SDK takes the quotation mark off the end of the header, and off no row. */
  private static String whole(String etag) {
    return etag.startsWith("W/\"") && !etag.endsWith("\"") ? etag + '"' : etag;
  }

  /**
   * Asks the table once.
   *
   * @param refused what an answer means that is no success
   * @param failed what it means that there is no answer
   */
  private <T> T call(
      Deadline deadline,
      Function<Context, T> call,
      Function<TableAnswer, T> refused,
      Function<StoreFailure, T> failed) {
    Duration time = Duration.ZERO;
    try {
      signIn.ensure(deadline);
      watch.signedIn();
      time = deadline.leftAtMost(LONGEST_CALL);
      if (time.isZero()) {
        return failed.apply(unavailable("out of time"));
      }
      T result = call.apply(AzureHttp.within(time));
      watch.answered();
      return result;
    } catch (ManagedIdentityException unavailable) {
      watch.notSignedIn(unavailable.diagnosis());
      return failed.apply(
          new StoreFailure(
              Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis()));
    } catch (HttpResponseException answer) {
      return refused.apply(noticed(TableAnswer.of(answer)));
    } catch (RuntimeException exception) {
      CallFailure failure = CallFailure.of(exception);
      if (!failure.unreachable()) {
        return failed.apply(notUnderstood(failure.diagnosis()));
      }
      if (time.compareTo(FAIR_TIME) >= 0) {
        watch.failed(failure.diagnosis());
      }
      return failed.apply(unavailable(failure.diagnosis()));
    }
  }

  private TableAnswer noticed(TableAnswer answer) {
    if (answer.saysThatThereIsNoRow() || answer.saysThatSomebodyWasFaster()) {
      watch.answered();
    } else {
      watch.failed(answer.failure(clock.instant()).diagnosis());
    }
    return answer;
  }

  private static StoreFailure unavailable(String diagnosis) {
    return new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), diagnosis);
  }

  private static StoreFailure notUnderstood(String diagnosis) {
    return new StoreFailure(Cause.REFUSED, Optional.empty(), diagnosis);
  }
}

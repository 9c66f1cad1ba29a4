package io.acsbroker.identity;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.azure.SignIn;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table of Azure Table storage, asked with Microsoft's own client. */
final class TableStore implements IdentityStore {
  private static final String IDENTITY = "acsIdentity";
  private static final String ETAG = "odata.etag";

  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private final TableClient table;
  private final SignIn signIn;
  private final InstantSource clock;

  /**
   * @param signIn what the client needs done before it asks
   */
  TableStore(TableClient table, SignIn signIn, InstantSource clock) {
    this.table = table;
    this.signIn = signIn;
    this.clock = clock;
  }

  /** The result of one call: its answer, or why there is none. */
  private sealed interface Reply<T> {
    record Answered<T>(T answer) implements Reply<T> {}

    record Refused<T>(TableAnswer answer) implements Reply<T> {}

    record Lost<T>(StoreFailure failure) implements Reply<T> {}
  }

  @Override
  public RowLookup find(Subject user, Deadline deadline) {
    String tenant = user.tenant().value();
    String object = user.user().value();
    Reply<RowLookup> reply =
        call(
            deadline,
            within -> found(table.getEntityWithResponse(tenant, object, null, null, within)));
    return switch (reply) {
      case Reply.Answered<RowLookup>(RowLookup finding) -> finding;
      case Reply.Refused<RowLookup>(TableAnswer answer) ->
          answer.saysThatThereIsNoRow()
              ? new RowLookup.Absent()
              : new RowLookup.Failed(answer.failure(clock.instant()));
      case Reply.Lost<RowLookup>(StoreFailure failure) -> new RowLookup.Failed(failure);
    };
  }

  /** The SDK has no response where the answer has no body. */
  private static RowLookup found(@Nullable Response<TableEntity> response) {
    TableEntity row = response == null ? null : response.getValue();
    String etag = row == null ? null : row.getETag();
    if (row == null || etag == null) {
      return new RowLookup.Failed(notUnderstood("a row without an ETag"));
    }
    Object identity = row.getProperty(IDENTITY);
    RowVersion version = new RowVersion(etag);
    return identity == null
        ? new RowLookup.Intended(version)
        : AcsIdentity.parse(identity.toString())
            .<RowLookup>map(known -> new RowLookup.Known(known, version))
            .orElseGet(() -> new RowLookup.Failed(notUnderstood("a row with no id of ACS")));
  }

  @Override
  public RowChange intend(Subject user, Deadline deadline) {
    return change(
        deadline, within -> table.createEntityWithResponse(row(user, Map.of()), null, within));
  }

  @Override
  public RowChange keep(Subject user, AcsIdentity identity, RowVersion version, Deadline deadline) {
    TableEntity row = row(user, Map.of(IDENTITY, identity.id(), ETAG, version.etag()));
    TableEntityUpdateMode mode = TableEntityUpdateMode.REPLACE;
    return change(
        deadline, within -> table.updateEntityWithResponse(row, mode, true, null, within));
  }

  @Override
  public RowChange remove(Subject user, RowVersion version, Deadline deadline) {
    TableEntity row = row(user, Map.of(ETAG, version.etag()));
    return change(deadline, within -> table.deleteEntityWithResponse(row, true, null, within));
  }

  private static TableEntity row(Subject user, Map<String, Object> properties) {
    return new TableEntity(user.tenant().value(), user.user().value()).setProperties(properties);
  }

  private RowChange change(Deadline deadline, Function<Context, Response<Void>> call) {
    return switch (call(deadline, call)) {
      case Reply.Answered<Response<Void>>(var response) -> {
        String etag = response.getHeaders().getValue(HttpHeaderName.ETAG);
        yield new RowChange.Made(new RowVersion(etag == null ? "" : whole(etag)));
      }
      case Reply.Refused<Response<Void>>(TableAnswer answer) ->
          answer.saysThatSomebodyWasFaster() || answer.saysThatThereIsNoRow()
              ? new RowChange.Conflict()
              : new RowChange.Failed(answer.failure(clock.instant()));
      case Reply.Lost<Response<Void>>(StoreFailure failure) -> new RowChange.Failed(failure);
    };
  }

  /** The SDK takes the quotation mark off the end of the header, and off no row. */
  private static String whole(String etag) {
    return etag.startsWith("W/\"") && !etag.endsWith("\"") ? etag + '"' : etag;
  }

  private <T> Reply<T> call(Deadline deadline, Function<Context, T> call) {
    try {
      signIn.ensure(deadline);
      return deadline.hasPassed()
          ? new Reply.Lost<>(unavailable("out of time"))
          : new Reply.Answered<>(call.apply(AzureHttp.within(deadline.leftAtMost(LONGEST_CALL))));
    } catch (ManagedIdentityException unavailable) {
      return new Reply.Lost<>(
          new StoreFailure(
              Cause.MANAGED_IDENTITY_UNAVAILABLE, Optional.empty(), unavailable.diagnosis()));
    } catch (HttpResponseException refused) {
      return new Reply.Refused<>(TableAnswer.of(refused));
    } catch (RuntimeException exception) {
      CallFailure failure = CallFailure.of(exception);
      return new Reply.Lost<>(
          failure.unreachable()
              ? unavailable(failure.diagnosis())
              : notUnderstood(failure.diagnosis()));
    }
  }

  private static StoreFailure unavailable(String diagnosis) {
    return new StoreFailure(Cause.UNAVAILABLE, Optional.empty(), diagnosis);
  }

  private static StoreFailure notUnderstood(String diagnosis) {
    return new StoreFailure(Cause.REFUSED, Optional.empty(), diagnosis);
  }
}

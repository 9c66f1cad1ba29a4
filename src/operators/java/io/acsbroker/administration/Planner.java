package io.acsbroker.administration;

import io.acsbroker.administration.Change.Absent;
import io.acsbroker.administration.Change.Added;
import io.acsbroker.administration.Change.Kept;
import io.acsbroker.administration.Change.Removed;
import io.acsbroker.administration.Change.Replaced;
import io.acsbroker.administration.Change.Unchanged;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what is wanted with what is there. */
final class Planner {
  private final Map<ObjectId, Assignment> there = new LinkedHashMap<>();

  Planner(Collection<Assignment> there) {
    there.forEach(assignment -> this.there.put(assignment.objectId(), assignment));
  }

  /**
   * What to do, one change for each assignment that is concerned.
   *
   * @throws UnusableInputException where an object id is assigned as something else
   */
  List<Change> plan(Instruction.Wish wish) {
    return switch (wish) {
      case Instruction.Add(Assignment wanted) -> List.of(added(wanted));
      case Instruction.Remove(ObjectId id, Set<ClientId> clients) -> List.of(removed(id, clients));
      case Instruction.Apply apply -> applied(apply);
    };
  }

  private Change added(Assignment wanted) {
    Assignment before = there.get(wanted.objectId());
    if (before == null) {
      return new Added(wanted);
    }
    if (!before.hasPrincipalOf(wanted)) {
      throw new UnusableInputException(
          "Nothing was changed: that object id is assigned already, as " + before + ".");
    }
    Set<ClientId> clients = new HashSet<>(before.clients());
    clients.addAll(wanted.clients());
    return compared(before, wanted.withClients(clients));
  }

  private Change removed(ObjectId id, Set<ClientId> clients) {
    Assignment before = there.get(id);
    if (before == null) {
      return new Absent(id);
    }
    Set<ClientId> left = new HashSet<>(before.clients());
    left.removeAll(clients);
    return clients.isEmpty() || left.isEmpty()
        ? new Removed(before)
        : compared(before, before.withClients(left));
  }

  private List<Change> applied(Instruction.Apply apply) {
    List<Change> changes = new ArrayList<>();
    Map<ObjectId, Assignment> rest = new LinkedHashMap<>(there);
    for (Assignment wanted : apply.assignments()) {
      changes.add(compared(rest.remove(wanted.objectId()), wanted));
    }
    rest.values()
        .forEach(other -> changes.add(apply.prune() ? new Removed(other) : new Kept(other)));
    return changes;
  }

  private static Change compared(@Nullable Assignment before, Assignment wanted) {
    if (before == null) {
      return new Added(wanted);
    }
    return before.equals(wanted) ? new Unchanged(wanted) : new Replaced(before, wanted);
  }
}

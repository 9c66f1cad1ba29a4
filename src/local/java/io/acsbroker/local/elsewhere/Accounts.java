package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.Directory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everybody who can sign in at the company's own sign-in: the people of the directory, and one whom
 * Entra does not know.
 */
record Accounts(Directory directory) {
  List<Account> all() {
    return Stream.concat(directory.users().stream().map(Account::of), Stream.of(Account.STRANGER))
        .toList();
  }

  Optional<Account> named(String userName) {
    return userName.equals(Account.STRANGER.userName())
        ? Optional.of(Account.STRANGER)
        : directory.byUserName(userName).map(Account::of);
  }
}

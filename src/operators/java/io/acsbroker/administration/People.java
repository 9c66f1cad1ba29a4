package io.acsbroker.administration;

import io.acsbroker.token.Fingerprint;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Person;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose identities an instruction is about. */
sealed interface People {
  /** What they have in common, for the administrator: a tenant's id, or an issuer. */
  String home();

  /** What keeps them from getting new identities, for a sentence that goes on with "first". */
  String prevention();

  /** These, each once. */
  record Listed(String home, List<? extends Person> people) implements People {
    @Override
    public String prevention() {
      return "block the sign-in";
    }
  }

  /** Everybody of whom the table has a row. */
  sealed interface Everybody extends People {
    /** The option that names what they have in common. */
    String option();

    /** The key of their part of the table. */
    String partition();

    /** The person of a row; empty where its key is none of theirs. */
    Optional<Person> of(String row);
  }

  /** Everybody of a tenant of Entra's. */
  record OfTenant(TenantId tenant) implements Everybody {
    @Override
    public String home() {
      return tenant.value();
    }

    @Override
    public String prevention() {
      return "take the tenant out of ENTRA_TENANT_IDS and BROKER_POLICY";
    }

    @Override
    public String option() {
      return "tenant";
    }

    @Override
    public String partition() {
      return tenant.value();
    }

    @Override
    public Optional<Person> of(String row) {
      return ObjectId.parse(row).map(user -> new Subject(tenant, user));
    }
  }

  /** Everybody whom another issuer knows: the table has hashes alone, and no name of anybody. */
  record OfIssuer(String issuer) implements Everybody {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Override
    public String home() {
      return "the issuer " + issuer;
    }

    @Override
    public String prevention() {
      return "take the issuer out of BROKER_CALLER_ISSUERS";
    }

    @Override
    public String option() {
      return "issuer";
    }

    @Override
    public String partition() {
      return Fingerprint.of(issuer);
    }

    @Override
    public Optional<Person> of(String row) {
      return Optional.of(row)
          .filter(it -> HASH.matcher(it).matches())
          .map(hash -> new ForeignPerson(partition(), hash));
    }
  }
}

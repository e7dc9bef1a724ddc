package coop.potluck.peer;

import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import java.util.Optional;
import java.util.Set;

/** What co-ops that only peers know are called here; once given, an alias stays. */
final class CoopAliases {

  private static final int MAX_LENGTH = 40;
  private static final int SUFFIX = 6;

  private final Database database;

  CoopAliases(Database database) {
    this.database = database;
  }

  /**
   * The alias of a co-op by its DNS name: that with dashes for dots, with a hash where it is long
   * or another co-op has it.
   *
   * @param taken by the operator's own co-ops
   */
  CoopId of(String domain, Set<CoopId> taken) {
    var known = find(domain).filter(it -> !taken.contains(it));
    if (known.isPresent()) {
      return known.get();
    }
    var plain = CoopId.parse(domain.replace('.', '-'));
    if (plain.isPresent() && !taken.contains(plain.get()) && put(domain, plain.get())) {
      return plain.get();
    }
    var cut = domain.replace('.', '-');
    cut = cut.substring(0, Math.min(cut.length(), MAX_LENGTH - SUFFIX - 1));
    var hashed = new CoopId(cut + "-" + Sha256.hex(domain).substring(0, SUFFIX));
    put(domain, hashed);
    return hashed;
  }

  private Optional<CoopId> find(String domain) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT alias FROM peer_coops WHERE domain = :domain")
                .bind("domain", domain)
                .mapTo(CoopId.class)
                .findOne());
  }

  /** Gives an alias to a co-op, unless another one has it. */
  private boolean put(String domain, CoopId alias) {
    return database.write(
            handle ->
                handle.execute(
                    """
                    INSERT INTO peer_coops (domain, alias) VALUES (?, ?)
                    ON CONFLICT (alias) DO NOTHING
                    ON CONFLICT (domain) DO UPDATE SET alias = excluded.alias
                    """,
                    domain,
                    alias.value()))
        > 0;
  }
}

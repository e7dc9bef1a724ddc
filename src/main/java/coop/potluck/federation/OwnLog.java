package coop.potluck.federation;

import coop.potluck.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This node's own log: states what its sources hold, and signs it. One process writes it; its
 * methods take turns. A log that may not be signed takes no entry either.
 */
public final class OwnLog {

  /** How much room a rotation leaves: the key's own statement is signed by the key before it. */
  private static final int ROTATION = 2;

  private static final int MAX_UNPUBLISHED = 1_000;

  private final Database database;
  private final LogStore store;
  private final OwnKeys keys;
  private final Publisher publisher;
  private final LogSigner signer;
  private final LogRecovery recovery;
  private final long log;

  /**
   * Where a node keeps its log.
   *
   * @param signedFile the newest checkpoint that was signed, {@code log.signed} beside the keys
   * @param folder tells the data folder from a copy of it, such as the inode of its lock file
   * @param gitUrl where the node's mirrors are served, {@code https://catalogue.example/git}; null
   *     if nobody can reach them
   */
  public record Home(Path signedFile, String folder, @Nullable String gitUrl) {}

  /**
   * How the log stands.
   *
   * @param key that signs it now
   * @param length statements that were made
   * @param unpublished what should be stated and cannot, at most a thousand
   */
  public record State(
      String origin,
      VerifierKey key,
      long length,
      long size,
      @Nullable SignedCheckpoint checkpoint,
      Standing standing,
      List<Unpublished> unpublished) {
    public State {
      unpublished = List.copyOf(unpublished);
    }
  }

  public OwnLog(Database database, OwnKeys keys, Home home, NewestSeen seen, Clock clock) {
    this(database, keys, home, seen, clock, point -> {});
  }

  /**
   * A log that tells where it is; it is made if the database has none of its own.
   *
   * @param checkpoint called with {@code publish.before-commit}, {@code publish.after-commit},
   *     {@code sign.before-guard}, {@code sign.after-guard}, {@code sign.before-commit}, {@code
   *     sign.after-commit}
   */
  public OwnLog(
      Database database,
      OwnKeys keys,
      Home home,
      NewestSeen seen,
      Clock clock,
      Consumer<String> checkpoint) {
    this.database = database;
    this.store = new LogStore(database);
    this.keys = keys;
    var newest = new SignedFile(home.signedFile());
    this.publisher = new Publisher(database, home.gitUrl(), checkpoint);
    this.signer = new LogSigner(database, keys, newest, home.folder(), seen, clock, checkpoint);
    this.recovery = new LogRecovery(database, keys, newest);
    this.log = store.own().orElseGet(() -> create(home)).id();
  }

  private LogStore.Log create(Home home) {
    return database.write(
        handle -> {
          var created = LogStore.create(handle, keys.origin(), true, keys.first());
          handle.attach(LogSql.class).setFolder(created.id(), home.folder());
          return created;
        });
  }

  /**
   * States what is new in the catalogue.
   *
   * @return how many statements that took; 0 while it may not write
   */
  public synchronized int publish() {
    return signer.isReady(log) ? publisher.publish(log) : 0;
  }

  /** Signs the log if it grew and may be signed; the checkpoint that is shown from now on. */
  public synchronized Optional<SignedCheckpoint> sign() {
    return signer.sign(log);
  }

  /** How it stands now. */
  public State state() {
    var own = store.own().orElseThrow();
    return new State(
        own.origin(),
        own.keyAt(own.length()),
        own.length(),
        own.size(),
        own.checkpoint(),
        signer.standing(),
        database.read(
            handle ->
                handle.attach(PublicationStateSql.class).listUnpublished(MAX_UNPUBLISHED).stream()
                    .map(PublicationStateSql.UnpublishedRow::unpublished)
                    .toList()));
  }

  /**
   * States that another key signs from now on. The old one's signature stays beside it for as long
   * as it is among the keys.
   *
   * @throws IllegalArgumentException if the key is not among ours, or signs already
   * @throws IllegalStateException if the log may not be written
   */
  public synchronized KeyStatement rotate(VerifierKey next) {
    if (keys.find(next).isEmpty()) {
      throw new IllegalArgumentException("not among the keys: " + next);
    }
    if (!signer.isReady(log)) {
      throw new IllegalStateException("the log may not be written: " + signer.standing());
    }
    return database.write(
        handle -> {
          var sql = handle.attach(LogSql.class);
          var now = LogStore.log(sql, sql.get(log));
          if (now.keys().stream().anyMatch(it -> it.key().equals(next))) {
            throw new IllegalArgumentException("this key signs or has signed: " + next);
          }
          var statement = new KeyStatement(next, now.length() + ROTATION);
          var writer = new LogWriter(handle, log, now.length());
          writer.add(statement, Statements.encode(statement).orElseThrow());
          writer.finish();
          sql.putKey(log, statement.from(), next.vkey());
          return statement;
        });
  }

  /** Appends our own entries that the database lacks from a copy, and signs again. */
  public synchronized Recovery recover(OwnCopy copy) {
    var recovered = recovery.recover(store.own().orElseThrow(), copy);
    return recovered instanceof Recovery.Recovered ? trusted(recovered) : recovered;
  }

  /**
   * Takes the operator's word that no newer copy of this data folder was ever signed.
   *
   * @return refused if what lies beside the keys says otherwise
   */
  public synchronized Recovery trust() {
    var length = store.own().orElseThrow().length();
    return trusted(new Recovery.Recovered(length, length, 0));
  }

  private Recovery trusted(Recovery recovered) {
    if (signer.trust(log) instanceof Standing.Refused refused) {
      return new Recovery.Refused(refused.reason());
    }
    signer.sign(log);
    return recovered;
  }
}

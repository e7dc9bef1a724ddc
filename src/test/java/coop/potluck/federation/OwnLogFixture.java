package coop.potluck.federation;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.CoopRegistration.SourceRegistration;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A catalogue in a folder, and the log of its node. */
final class OwnLogFixture implements AutoCloseable {

  static final String ORIGIN = "catalogue.example/log";
  static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.NOTE, new SecureRandom());
  static final SigningKey NEXT_KEY =
      SigningKey.generate(ORIGIN, SignatureType.NOTE, new SecureRandom());

  final CatalogueFixture it;
  final LogStore store;
  final Path folder;

  OwnLogFixture(Path folder) {
    this.folder = folder;
    this.it = new CatalogueFixture(folder);
    this.store = new LogStore(it.database);
  }

  OwnLog log() {
    return log(point -> {});
  }

  OwnLog log(Consumer<String> checkpoint) {
    return log(new OwnKeys(List.of(KEY)), "inode 1", NewestSeen.NOBODY, checkpoint);
  }

  OwnLog log(OwnKeys keys, String inode, NewestSeen seen, Consumer<String> checkpoint) {
    var home =
        new OwnLog.Home(folder.resolve("log.signed"), inode, "https://catalogue.example/git");
    return new OwnLog(it.database, keys, home, seen, it.clock, checkpoint);
  }

  /** States and signs all that is new. */
  OwnLog publish() {
    var log = log();
    log.publish();
    log.sign();
    return log;
  }

  LogStore.Log stored() {
    return store.own().orElseThrow();
  }

  /** Every entry that is stored. */
  List<String> entries() {
    return LongStream.range(0, stored().length())
        .mapToObj(i -> store.entry(stored().id(), i).orElseThrow())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  Statement statement(int position) {
    try {
      return Statements.decode(store.entry(stored().id(), position).orElseThrow());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /** What each entry says, in a few words. */
  List<String> said() {
    return IntStream.range(0, (int) stored().length()).mapToObj(i -> words(statement(i))).toList();
  }

  /** What the entries from {@code from} on say. */
  List<String> saidSince(int from) {
    return said().subList(from, said().size());
  }

  private static String words(Statement statement) {
    if (statement instanceof VersionStatement it) {
      return "version " + it.recipe() + " " + it.tag().name();
    } else if (statement instanceof MovedStatement it) {
      return "moved " + it.recipe() + " " + it.tag();
    } else if (statement instanceof WithdrawnStatement it) {
      return "withdrawn " + it.recipe() + (it.tag() == null ? "" : " " + it.tag());
    } else if (statement instanceof RecipeStatement it) {
      return "recipe " + it.recipe();
    }
    return statement.getClass().getSimpleName();
  }

  /** Follows the co-op of the samples, otherwise than they do. */
  void follow(@Nullable String domain, String kind, boolean publish) {
    it.catalogue.follow(
        List.of(
            new CoopRegistration(
                new Coop(new CoopId("harvest"), domain, "harvest co-op", null, null),
                List.of(
                    new SourceRegistration(
                        "harvest-source", kind, "git.harvest.example/recipes", publish)))));
  }

  @Override
  public void close() {
    it.close();
  }
}

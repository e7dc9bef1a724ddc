package coop.potluck.federation;

import coop.potluck.catalogue.Change;
import coop.potluck.catalogue.Publications;
import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeId;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Derives our own log from the change log, in its order: a statement for each change of what is
 * published. Entries, what they say and how far it came are one transaction.
 */
final class Publisher {

  /** Where a transaction ends; one that states a recipe's tag may go a little beyond. */
  private static final int MAX_ENTRIES = 128;

  private static final int MAX_CHANGES = 256;

  private final Database database;
  private final @Nullable String gitUrl;
  private final Consumer<String> checkpoint;

  Publisher(Database database, @Nullable String gitUrl, Consumer<String> checkpoint) {
    this.database = database;
    this.gitUrl = gitUrl;
    this.checkpoint = checkpoint;
  }

  /** What one transaction did. */
  private record Step(int added, boolean more) {}

  /** States all that is new; how many statements that took. */
  int publish(long log) {
    var added = 0;
    Step step;
    do {
      step = step(log);
      added += step.added();
    } while (step.more());
    return added;
  }

  private Step step(long log) {
    if (!database.read(handle -> hasMore(handle, log))) {
      return new Step(0, false);
    }
    var step =
        database.write(
            handle -> {
              var done = new Run(handle, log).run();
              checkpoint.accept("publish.before-commit");
              return done;
            });
    checkpoint.accept("publish.after-commit");
    return step;
  }

  private static boolean hasMore(Handle handle, long log) {
    return handle.attach(PublicationStateSql.class).findPending().isPresent()
        || handle.attach(LogSql.class).get(log).cursor() < new Publications(handle).lastChange();
  }

  /** One transaction. */
  private final class Run {

    private final LogSql sql;
    private final PublicationStateSql states;
    private final Publications publications;
    private final LogWriter writer;
    private final RecipePublisher recipes;
    private final long log;
    private long cursor;

    Run(Handle handle, long log) {
      this.sql = handle.attach(LogSql.class);
      this.states = handle.attach(PublicationStateSql.class);
      this.publications = new Publications(handle);
      var row = sql.get(log);
      this.writer = new LogWriter(handle, log, row.length());
      this.recipes =
          new RecipePublisher(
              handle, publications, new StatementMaker(publications, gitUrl), writer, MAX_ENTRIES);
      this.log = log;
      this.cursor = row.cursor();
    }

    Step run() {
      if (finishPending()) {
        for (var change : publications.changes(cursor, MAX_CHANGES)) {
          if (writer.added() >= MAX_ENTRIES) {
            break;
          }
          take(change);
          cursor = change.number();
          if (change.kind() == Change.Kind.COOP) {
            break;
          }
        }
      }
      writer.finish();
      sql.setCursor(log, cursor);
      return new Step(
          writer.added(), states.findPending().isPresent() || cursor < publications.lastChange());
    }

    /** Whether no recipe is left of which all is to be stated. */
    private boolean finishPending() {
      var pending = states.findPending();
      while (pending.isPresent() && writer.added() < MAX_ENTRIES) {
        recipes.goOn(pending.get());
        pending = states.findPending();
      }
      return pending.isEmpty();
    }

    private void take(Change change) {
      var coop = change.coop();
      var recipe = change.recipe();
      if (coop != null && recipe != null) {
        publications
            .find(new RecipeId(coop, recipe))
            .ifPresent(subject -> recipes.state(subject, change));
      } else if (coop != null && change.kind() == Change.Kind.COOP) {
        states.markPending(coop);
      }
    }
  }
}

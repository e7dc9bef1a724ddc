package coop.potluck.database;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** How our values become columns: ids as their text, moments as milliseconds since 1970. */
final class ValueBinding {

  private ValueBinding() {}

  static Jdbi install(Jdbi jdbi) {
    jdbi.installPlugin(new SqlObjectPlugin());
    text(jdbi, CoopId.class, CoopId::value, CoopId::new);
    text(jdbi, RecipeName.class, RecipeName::value, RecipeName::new);
    text(jdbi, ObjectName.class, ObjectName::hex, ObjectName::new);
    ArgumentFactory instants =
        (type, value, config) ->
            type != Instant.class
                ? Optional.empty()
                : Optional.of(
                    value instanceof Instant instant
                        ? (at, statement, context) -> statement.setLong(at, instant.toEpochMilli())
                        : (at, statement, context) -> statement.setNull(at, Types.BIGINT));
    jdbi.registerArgument(instants);
    ColumnMapper<Instant> instant =
        (row, column, context) -> {
          var millis = row.getLong(column);
          return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        };
    return jdbi.registerColumnMapper(Instant.class, instant);
  }

  private static <T> void text(
      Jdbi jdbi, Class<T> type, Function<T, String> write, Function<String, T> read) {
    ArgumentFactory factory =
        (declared, value, config) -> {
          if (declared != type) {
            return Optional.empty();
          }
          var text = value == null ? null : write.apply(type.cast(value));
          Argument argument = (at, statement, context) -> statement.setString(at, text);
          return Optional.of(argument);
        };
    jdbi.registerArgument(factory);
    ColumnMapper<T> mapper =
        (row, column, context) -> {
          var text = row.getString(column);
          return text == null ? null : read.apply(text);
        };
    jdbi.registerColumnMapper(type, mapper);
  }
}

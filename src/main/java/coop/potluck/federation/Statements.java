package coop.potluck.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements as the entries of a log: canonical JSON, whose members are those of the schemas beside
 * this class's resources. Members that this version does not know are passed over.
 */
public final class Statements {

  /** The longest entry that holds a statement. */
  public static final int MAX_BYTES = 4096;

  /** The largest object that a statement may name. */
  static final long MAX_OBJECT_BYTES = (1L << 53) - 1;

  private static final int VERSION = 1;
  private static final int MAX_TYPE_LENGTH = 64;
  private static final int MAX_BRANCH_LENGTH = 2048;
  private static final int MAX_KEY_LENGTH = 1024;
  private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private Statements() {}

  /** A time as statements have it: whole seconds of a year with four digits. */
  static Instant time(Instant time) {
    var seconds = time.truncatedTo(ChronoUnit.SECONDS);
    return seconds.isBefore(FIRST_TIME)
        ? FIRST_TIME
        : seconds.isAfter(LAST_TIME) ? LAST_TIME : seconds;
  }

  /**
   * The entry of a statement; empty if it would be longer than {@link #MAX_BYTES}.
   *
   * @throws IllegalArgumentException for one whose type is not known here
   */
  public static Optional<byte[]> encode(Statement statement) {
    var node = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    if (statement instanceof Statement.Said said) {
      node.put("coop", said.coop()).put("recipe", said.recipe().value());
    }
    if (statement instanceof VersionStatement it) {
      version(node, it);
    } else if (statement instanceof MovedStatement it) {
      node.put("type", "moved").put("tag", it.tag());
      node.set("old", target(it.before()));
      node.set("new", target(it.after()));
    } else if (statement instanceof WithdrawnStatement it) {
      node.put("type", "withdrawn").put("evidence", it.evidence().hex());
      put(node, "tag", it.tag());
    } else if (statement instanceof RecipeStatement it) {
      recipe(node, it);
    } else if (statement instanceof KeyStatement it) {
      node.put("type", "key").put("key", it.key().vkey()).put("from", it.from());
    } else {
      throw new IllegalArgumentException("nothing that this version says: " + statement);
    }
    var bytes = CanonicalJson.bytes(node);
    return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
  }

  private static void version(ObjectNode node, VersionStatement it) {
    var tag = it.tag();
    node.put("type", "version")
        .put("tag", tag.name())
        .put("object", tag.object().hex())
        .put("annotated", tag.annotated())
        .put("commit", tag.commit().hex())
        .put("tree", tag.tree().hex())
        .put("date", time(tag.date()).toString());
    put(node, "repository", it.repository());
    node.set("manifest", reference(it.manifest()));
    put(node, it.parsed());
  }

  private static void recipe(ObjectNode node, RecipeStatement it) {
    var head = it.head();
    node.put("type", "recipe")
        .put("branch", head.branch())
        .put("commit", head.commit().hex())
        .put("tree", head.tree().hex())
        .put("date", time(head.date()).toString());
    put(node, "repository", it.repository());
    put(node, "description", it.description());
    put(node, "website", it.website());
    put(node, "icon", it.icon());
    if (it.archived()) {
      node.put("archived", true);
    }
    node.set("manifest", reference(it.manifest()));
    put(node, it.parsed());
    node.set("texts", reference(it.texts()));
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, @Nullable ParsedReference parsed) {
    if (parsed != null) {
      node.set("parsed", reference(parsed.object()).put("schema", parsed.schema()));
    }
  }

  private static ObjectNode reference(ObjectReference reference) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sha256", reference.sha256().hex())
        .put("size", reference.size());
  }

  private static ObjectNode target(MovedStatement.Target target) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("object", target.object().hex())
        .put("commit", target.commit().hex());
  }

  /** The statement that an entry is; strict about all that it knows. */
  public static Statement decode(byte[] entry) throws MalformedException {
    var members = Members.parse("statement", entry, MAX_BYTES);
    var type = members.line("type", MAX_TYPE_LENGTH);
    if (members.integer("v", 1, Integer.MAX_VALUE) != VERSION) {
      return new UnknownStatement(type);
    }
    return switch (type) {
      case "version" -> version(members);
      case "moved" ->
          new MovedStatement(
              members.dnsName("coop"),
              members.recipe("recipe"),
              members.tag("tag"),
              target(members.members("old")),
              target(members.members("new")));
      case "withdrawn" ->
          new WithdrawnStatement(
              members.dnsName("coop"),
              members.recipe("recipe"),
              members.has("tag") ? members.tag("tag") : null,
              members.hash("evidence"));
      case "recipe" -> recipe(members);
      case "key" -> key(members);
      default -> new UnknownStatement(type);
    };
  }

  private static VersionStatement version(Members members) throws MalformedException {
    var tag =
        new Tag(
            members.tag("tag"),
            members.object("object"),
            members.flag("annotated"),
            members.object("commit"),
            members.object("tree"),
            members.time("date"));
    return new VersionStatement(
        members.dnsName("coop"),
        members.recipe("recipe"),
        members.optionalUrl("repository"),
        tag,
        reference(members.members("manifest")),
        parsed(members));
  }

  private static RecipeStatement recipe(Members members) throws MalformedException {
    var head =
        new Head(
            members.line("branch", MAX_BRANCH_LENGTH),
            members.object("commit"),
            members.object("tree"),
            members.time("date"));
    return new RecipeStatement(
        members.dnsName("coop"),
        members.recipe("recipe"),
        members.optionalUrl("repository"),
        head,
        members.optionalText("description", MAX_BYTES),
        members.optionalUrl("website"),
        members.optionalUrl("icon"),
        members.has("archived") && members.flag("archived"),
        reference(members.members("manifest")),
        parsed(members),
        reference(members.members("texts")));
  }

  private static KeyStatement key(Members members) throws MalformedException {
    var key = VerifierKey.parse(members.line("key", MAX_KEY_LENGTH));
    return new KeyStatement(key, members.integer("from", 1, MAX_OBJECT_BYTES));
  }

  private static @Nullable ParsedReference parsed(Members members) throws MalformedException {
    if (!members.has("parsed")) {
      return null;
    }
    var parsed = members.members("parsed");
    return new ParsedReference(
        reference(parsed), (int) parsed.integer("schema", 1, Integer.MAX_VALUE));
  }

  private static ObjectReference reference(Members members) throws MalformedException {
    return new ObjectReference(
        members.hash("sha256"), members.integer("size", 0, MAX_OBJECT_BYTES));
  }

  private static MovedStatement.Target target(Members members) throws MalformedException {
    ObjectName object = members.object("object");
    return new MovedStatement.Target(object, members.object("commit"));
  }
}

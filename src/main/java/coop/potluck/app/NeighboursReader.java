package coop.potluck.app;

import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.VerifierKey;
import coop.potluck.parsing.YamlNode;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.WitnessSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the part of a file that names the nodes which this one has to do with. */
final class NeighboursReader {

  /** The keys of that part, at the top of the file. */
  static final List<String> KEYS = List.of("peers", "witnesses", "witness_for");

  private static final String KEY_SHAPE =
      "a verifier key, such as catalogue.tidal.example/log+1a2b3c4d+AX…; potluck peer add shows it";

  private static final List<String> PEER_KEYS =
      List.of(
          "url",
          "key",
          "mirrors",
          "coops",
          "except",
          "speaks_for",
          "git",
          "max_entries_per_day",
          "max_bytes_per_day",
          "max_recipes",
          "max_git_bytes",
          "witnesses",
          "witnesses_file");

  private static final List<String> WITNESS_KEYS = List.of("url", "key");

  private final ConfigDocument document;
  private final CoopsValues values;
  private final Set<String> origins = new LinkedHashSet<>();

  NeighboursReader(ConfigDocument document, CoopsValues values) {
    this.document = document;
    this.values = values;
  }

  /** What stands at the top of the file; problems go to the document. */
  Neighbours read(YamlNode.Mapping root) {
    var keys = new ArrayList<VerifierKey>();
    for (var scalar : values.list(root, "witness_for")) {
      var key = logKey(scalar.text());
      if (key == null) {
        document.problem(scalar, KEY_SHAPE + ", in witness_for");
      } else {
        keys.add(key);
      }
    }
    return new Neighbours(
        items(root, "peers", PEER_KEYS, this::peer),
        items(root, "witnesses", WITNESS_KEYS, this::witness),
        keys);
  }

  private <T> List<T> items(
      YamlNode.Mapping root,
      String key,
      List<String> known,
      Function<YamlNode.Mapping, @Nullable T> read) {
    var found = new ArrayList<T>();
    var node = root.find(key).orElse(null);
    if (node == null || ConfigDocument.isNothing(node)) {
      return found;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      values.wrong(root, key, "a list");
      return found;
    }
    for (var item : sequence.items()) {
      if (item instanceof YamlNode.Mapping mapping) {
        document.refuseUnknown(mapping, "", known);
        var value = read.apply(mapping);
        if (value != null) {
          found.add(value);
        }
      } else {
        document.problem(item, "a mapping with url and key, in " + key);
      }
    }
    return found;
  }

  private @Nullable PeerSettings peer(YamlNode.Mapping mapping) {
    var url = url(mapping);
    var key = key(mapping, NeighboursReader::logKey);
    var mirrors = new ArrayList<URI>();
    for (var scalar : values.list(mapping, "mirrors")) {
      var mirror = url(scalar.text());
      if (mirror == null) {
        document.problem(scalar, "the URL of a node, without a query, in mirrors");
      } else {
        mirrors.add(mirror);
      }
    }
    var coops = domains(mapping, "coops");
    var except = domains(mapping, "except");
    if (!coops.isEmpty() && !except.isEmpty()) {
      values.wrong(mapping, "except", "either coops or except, not both");
    }
    var speaksFor = domains(mapping, "speaks_for");
    var git = values.truth(mapping, "git", false);
    var entries = values.number(mapping, "max_entries_per_day");
    var bytes = values.size(mapping, "max_bytes_per_day");
    var recipes = values.number(mapping, "max_recipes");
    var gitBytes = values.size(mapping, "max_git_bytes");
    var policy = policy(mapping);
    if (url == null || key == null) {
      return null;
    }
    if (!origins.add(key.name())) {
      values.wrong(mapping, "key", "a log of its own; " + key.name() + " is a peer above");
    }
    return new PeerSettings(
        url,
        key,
        mirrors,
        coops,
        except,
        speaksFor,
        git,
        entries,
        bytes,
        recipes == null ? null : (int) Math.min(recipes, Integer.MAX_VALUE),
        gitBytes,
        policy);
  }

  private @Nullable WitnessSettings witness(YamlNode.Mapping mapping) {
    var url = url(mapping);
    var key = key(mapping, text -> key(text, SignatureType.COSIGNATURE));
    return url == null || key == null ? null : new WitnessSettings(url, key);
  }

  /** The key that signs a log, whose name is its origin; null where it is none. */
  static @Nullable VerifierKey logKey(String text) {
    return key(text, SignatureType.NOTE);
  }

  private static @Nullable VerifierKey key(String text, SignatureType type) {
    try {
      var key = VerifierKey.parse(text);
      return key.type() == type ? key : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  private @Nullable VerifierKey key(
      YamlNode.Mapping mapping, Function<String, @Nullable VerifierKey> parse) {
    var text = values.required(mapping, "key", "the verifier key that the node goes by");
    if (text == null) {
      return null;
    }
    var key = parse.apply(text);
    if (key == null) {
      values.wrong(mapping, "key", KEY_SHAPE);
    }
    return key;
  }

  private @Nullable URI url(YamlNode.Mapping mapping) {
    if (values.required(mapping, "url", "the address of the node") == null) {
      return null;
    }
    var text = values.webUrl(mapping, "url");
    if (text == null) {
      return null;
    }
    var url = url(text);
    if (url == null) {
      values.wrong(mapping, "url", "the address of a node, without a query");
    }
    return url;
  }

  private static @Nullable URI url(String text) {
    if (CoopsValues.faultOfWebUrl(text) != null) {
      return null;
    }
    var url = URI.create(text.replaceFirst("/+$", ""));
    return url.getRawQuery() == null && url.getRawFragment() == null ? url : null;
  }

  private List<String> domains(YamlNode.Mapping mapping, String key) {
    var found = new ArrayList<String>();
    for (var scalar : values.list(mapping, key)) {
      var domain = scalar.text().toLowerCase(Locale.ROOT);
      if (CoopsValues.isDomain(domain)) {
        found.add(domain);
      } else {
        document.problem(scalar, "the DNS name of a co-op in " + key + ", not " + scalar.text());
      }
    }
    return found;
  }

  /** The witnesses that must have cosigned what a peer shows. */
  private @Nullable TlogPolicy policy(YamlNode.Mapping mapping) {
    var text = values.text(mapping, "witnesses");
    var file = values.text(mapping, "witnesses_file");
    if (text != null && file != null) {
      values.wrong(mapping, "witnesses_file", "either witnesses or witnesses_file, not both");
      return null;
    }
    var key = file == null ? "witnesses" : "witnesses_file";
    try {
      var source = file == null ? text : read(file);
      return source == null ? null : TlogPolicy.parse(source.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      values.wrong(mapping, key, "a policy: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      values.wrong(mapping, key, "a file with a policy; " + file + " cannot be read");
    }
    return null;
  }

  private String read(String file) throws IOException {
    var path = ConfigValues.path(Objects.requireNonNull(file), document.folder());
    if (Files.size(path) > TlogPolicy.MAX_BYTES) {
      throw new IOException("too large");
    }
    return Files.readString(path);
  }
}

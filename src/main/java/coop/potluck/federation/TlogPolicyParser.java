package coop.potluck.federation;

import coop.potluck.federation.TlogPolicy.Log;
import coop.potluck.federation.TlogPolicy.Quorum;
import coop.potluck.federation.TlogPolicy.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one policy, line by line. Each byte is a character here, since names are opaque bytes to
 * the specification; only what is shown or is a key's name is taken for UTF-8.
 */
final class TlogPolicyParser {

  private static final String WHERE = "policy";
  private static final String NONE = "none";
  private static final Pattern SPACES = Pattern.compile("[ \\t]+");

  private final List<Log> logs = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private int groups;
  private @Nullable Quorum quorum;
  private int line;

  TlogPolicy parse(byte[] bytes) throws MalformedException {
    if (bytes.length > TlogPolicy.MAX_BYTES) {
      throw new MalformedException(WHERE, "at most " + TlogPolicy.MAX_BYTES + " bytes");
    }
    for (var text : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      line++;
      if (text.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F)) {
        throw fault("no control characters but tabs");
      }
      var words = SPACES.matcher(text).replaceAll(" ").strip().split(" ");
      if (!words[0].isEmpty() && words[0].charAt(0) != '#') {
        line(words);
      }
    }
    if (quorum == null) {
      throw new MalformedException(WHERE, "a quorum line");
    }
    return new TlogPolicy(logs, witnesses, quorum);
  }

  private void line(String[] words) throws MalformedException {
    switch (words[0]) {
      case "log" -> log(words);
      case "witness" -> witness(words);
      case "group" -> group(words);
      case "quorum" -> quorum(words);
      default -> throw fault("log, witness, group or quorum first");
    }
  }

  private void log(String[] words) throws MalformedException {
    expect(words.length == 2 || words.length == 3, "log, a key, and perhaps a URL");
    var key = key(words[1], SignatureType.NOTE);
    expect(logs.stream().noneMatch(log -> log.key().hasSameKeyAs(key)), "no key of a log again");
    expect(logs.size() < TlogPolicy.MAX_COUNT, "at most " + TlogPolicy.MAX_COUNT + " logs");
    logs.add(new Log(key, url(words, 2)));
  }

  private void witness(String[] words) throws MalformedException {
    expect(words.length == 3 || words.length == 4, "witness, a name, a key, and perhaps a URL");
    var key = key(words[2], SignatureType.COSIGNATURE);
    expect(
        witnesses.stream().noneMatch(witness -> witness.key().hasSameKeyAs(key)),
        "no key of a witness again");
    expect(
        witnesses.size() < TlogPolicy.MAX_COUNT, "at most " + TlogPolicy.MAX_COUNT + " witnesses");
    define(words[1], new Quorum.One(key));
    witnesses.add(new Witness(utf8(words[1]), key, url(words, 3)));
  }

  private void group(String[] words) throws MalformedException {
    expect(words.length >= 4, "group, a name, all, any or a number, and members");
    expect(++groups <= TlogPolicy.MAX_COUNT, "at most " + TlogPolicy.MAX_COUNT + " groups");
    var parts = new ArrayList<Quorum>();
    for (var i = 3; i < words.length; i++) {
      parts.add(defined(words[i]));
      expect(members.add(words[i]), "no member that is in a group already");
    }
    define(words[1], new Quorum.Group(threshold(words[2], parts.size()), parts));
  }

  private int threshold(String word, int size) throws MalformedException {
    var number =
        switch (word) {
          case "all" -> size;
          case "any" -> 1;
          default -> Decimal.parse(word).orElse(0);
        };
    expect(number >= 1 && number <= size, "all, any, or a number from 1 to " + size);
    return (int) number;
  }

  private void quorum(String[] words) throws MalformedException {
    expect(words.length == 2, "quorum and one name");
    expect(quorum == null, "no second quorum");
    quorum = words[1].equals(NONE) ? new Quorum.None() : defined(words[1]);
  }

  private void define(String name, Quorum meaning) throws MalformedException {
    expect(
        !name.equals(NONE) && named.putIfAbsent(name, meaning) == null,
        "a name that nothing has yet, and not none");
  }

  private Quorum defined(String name) throws MalformedException {
    var meaning = named.get(name);
    if (meaning == null) {
      throw fault("the name of a witness or group of a line before");
    }
    return meaning;
  }

  private VerifierKey key(String word, SignatureType type) throws MalformedException {
    VerifierKey key;
    try {
      key = VerifierKey.parse(utf8(word));
    } catch (MalformedException e) {
      throw fault("a verifier key, that is " + e.problem().expected());
    }
    expect(key.type() == type, "a key of type %02x".formatted(type.identifier()));
    return key;
  }

  private static Optional<String> url(String[] words, int at) {
    return at < words.length ? Optional.of(utf8(words[at])) : Optional.empty();
  }

  private static String utf8(String word) {
    return new String(word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void expect(boolean holds, String expected) throws MalformedException {
    if (!holds) {
      throw fault(expected);
    }
  }

  private MalformedException fault(String expected) {
    return new MalformedException(WHERE + " line " + line, expected);
  }
}

package coop.potluck.peer;

import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Pairs of a node that publishes and one that follows it, in folders of their own, which live in
 * processes that come and go; a file of each says where it is now.
 */
final class KillScene {

  /** What the nodes of a process are for. */
  enum Role {
    PUBLISHER("coop"),
    FOLLOWER("reader");

    private final String prefix;

    Role(String prefix) {
      this.prefix = prefix;
    }

    String name(int number) {
      return prefix + number;
    }
  }

  private final Path folder;

  KillScene(Path folder) {
    this.folder = folder;
  }

  /** Makes a pair with its keys. */
  void create(int number) throws IOException {
    for (var role : Role.values()) {
      var name = role.name(number);
      Files.createDirectories(folder(role, number));
      var key = SigningKey.generate(SmallNode.origin(name), SignatureType.NOTE, new SecureRandom());
      Files.writeString(folder.resolve(name + ".key"), key.secretText());
    }
  }

  Path folder() {
    return folder;
  }

  Path folder(Role role, int number) {
    return folder.resolve(role.name(number));
  }

  SigningKey key(Role role, int number) {
    try {
      return SigningKey.parse(Files.readString(folder.resolve(role.name(number) + ".key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String origin(int number) {
    return SmallNode.origin(Role.PUBLISHER.name(number));
  }

  /** A node as it is left in its folder, or in a copy of that. */
  SmallNode open(Role role, int number, Path data, Consumer<String> checkpoint) {
    Supplier<List<PeerSettings>> peers =
        () -> role == Role.PUBLISHER ? List.of() : List.of(publisher(number));
    return new SmallNode(data, role.name(number), key(role, number), peers, checkpoint);
  }

  /** How a follower sees its publisher, wherever that is now. */
  PeerSettings publisher(int number) {
    var domain = SmallNode.domain(Role.PUBLISHER.name(number));
    return peer(Role.PUBLISHER, number, List.of(domain));
  }

  /** The follower as a mirror. */
  PeerSettings follower(int number) {
    return peer(Role.FOLLOWER, number, List.of());
  }

  private PeerSettings peer(Role role, int number, List<String> domains) {
    return new PeerSettings(
        url(role, number).orElseGet(() -> URI.create("http://127.0.0.1:1")),
        key(role, number).verifierKey(),
        List.of(),
        List.of(),
        List.of(),
        domains,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  /** Where a node was the last time that it lived; empty before the first. */
  Optional<URI> url(Role role, int number) {
    try {
      return Optional.of(URI.create(Files.readString(address(role, number))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path address(Role role, int number) {
    return folder.resolve(role.name(number) + ".url");
  }

  /** Serves a node; another one that gets the same port later answers to another name. */
  ShownNode show(Role role, int number, SmallNode node) throws IOException {
    var name = role.name(number);
    var shown = new ShownNode();
    shown.cut = asked -> !asked.equals(name);
    shown.logs = node.logs;
    var fresh = folder.resolve(name + ".url.new");
    Files.writeString(fresh, shown.url(name).toString());
    Files.move(
        fresh,
        address(role, number),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return shown;
  }
}

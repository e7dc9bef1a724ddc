package coop.potluck.peer;

import coop.potluck.federation.KeyStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SignedNote;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TlogPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One log that a node follows and has followed well until now, and the peer that shows it. */
final class AttackScene implements AutoCloseable {

  static final String CHECKPOINT = "/log/checkpoint";
  static final String ENTRIES = "/log/tile/entries/";
  static final String TILES = "/log/tile/0/";
  static final String OBJECTS = "/objects/sha256/";
  private static final String NEWS = "3.0.0+1.4.0";
  private static final String LATER = "4.0.0+1.5.0";

  final AttackedNode node;
  final String coop;
  final ServedLog log;
  final LyingPeer peer;

  /** As the operator wants it; an attack may be about a limit of it. */
  PeerSettings settings;

  /** Others that the node follows, too. */
  final List<PeerSettings> others = new ArrayList<>();

  /** Who signs the log in the end. */
  List<SigningKey> signers;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Map<String, List<String>> all = Map.of();
  private Map<String, List<String>> catalogue = Map.of();
  private Map<String, List<String>> served = Map.of();

  AttackScene(AttackedNode node, String name) throws IOException {
    this.node = node;
    this.coop = name + AttackedNode.WORD;
    this.log = keep(new ServedLog("catalogue." + name + ".example/log"));
    this.peer = keep(new LyingPeer(log.url()));
    this.signers = List.of(log.key);
    this.settings = settings(List.of(), null, null, null, null);
    Stating.head(log, coop, "wiki");
    Stating.version(log, coop, "wiki", "1.0.0+1.2.0");
    Stating.version(log, coop, "wiki", "2.0.0+1.3.0");
    Stating.head(log, coop, "chat");
    Stating.version(log, coop, "chat", "1.0.0+1.2.0");
    publish(unknown(0));
    settle();
  }

  /** The same peer, otherwise configured. */
  void mirroredBy(ServedLog mirror) {
    settings = settings(List.of(mirror.url()), null, null, null, null);
  }

  void allow(@Nullable Long entries, @Nullable Long bytes, @Nullable Integer recipes) {
    settings = settings(List.of(), entries, bytes, recipes, null);
  }

  void require(TlogPolicy policy) {
    settings = settings(List.of(), null, null, null, policy);
  }

  private PeerSettings settings(
      List<URI> mirrors,
      @Nullable Long entries,
      @Nullable Long bytes,
      @Nullable Integer recipes,
      @Nullable TlogPolicy witnesses) {
    return new PeerSettings(
        peer.url(),
        log.key.verifierKey(),
        mirrors,
        List.of(),
        List.of(),
        List.of(coop),
        false,
        entries,
        bytes,
        recipes,
        null,
        witnesses);
  }

  <T extends AutoCloseable> T keep(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /** Follows without any lie, which is what the node then knows. */
  void settle() {
    var round = followPatiently();
    if (!(round instanceof Round.Good)) {
      throw new AssertionError("the log is sound: " + round);
    }
    all = DatabaseDump.all(node.catalogue.database);
    catalogue = DatabaseDump.catalogue(node.catalogue.database);
    served = DatabaseDump.served(node.catalogue.database);
  }

  /** A machine that has much to do is late for the haste that the attacks need. */
  private Round followPatiently() {
    var round = follow();
    for (var i = 0;
        i < 3 && round instanceof Round.Refused it && it.kind() == Alarm.Kind.TOO_SLOW;
        i++) {
      round = follow();
    }
    return round;
  }

  Round follow() {
    return node.follow(settings, others.toArray(PeerSettings[]::new));
  }

  Map<String, List<String>> allBefore() {
    return all;
  }

  Map<String, List<String>> catalogueBefore() {
    return catalogue;
  }

  Map<String, List<String>> servedBefore() {
    return served;
  }

  /** A version that the node does not know yet is published. */
  void grow() {
    // with objects of its own: those of other logs the node may have
    Stating.version(log, coop, "wiki", NEWS, coop);
    log.sign();
  }

  boolean knowsNews() {
    return node.serves(coop, NEWS);
  }

  /** More is published than fits into a batch. */
  void growFar() {
    for (var i = 0; i < 600; i++) {
      log.addEntry(unknown(i));
    }
    log.sign();
  }

  static byte[] unknown(int number) {
    return ServedLog.text("{\"number\":" + number + ",\"type\":\"greeting\",\"v\":1}");
  }

  /** An entry is in the log, whatever it is. */
  void publish(byte[] entry) {
    log.addEntry(entry);
    log.sign();
  }

  void publish(Statement statement, byte[]... objects) {
    log.add(statement, objects);
    log.sign();
  }

  /** A log of the same key that is another one from an entry on. */
  ServedLog twin(int same, int more) throws IOException {
    var twin = keep(log.copy(same));
    for (var i = 0; i < more; i++) {
      twin.addEntry(unknown(-1 - i));
    }
    return twin.sign();
  }

  SigningKey otherKey() {
    return SigningKey.generate(log.origin(), SignatureType.NOTE, new SecureRandom());
  }

  /** Another key signs from now on, with the consent of the one before; the node has seen it. */
  void rotate() {
    var next = otherKey();
    publish(new KeyStatement(next.verifierKey(), log.size() + 2));
    publish(unknown(0));
    var text = log.checkpoint(log.size()).text();
    log.show(new SignedNote(text, List.of(log.key.sign(text), next.sign(text))).bytes());
    signers = List.of(next);
    settle();
  }

  /** An entry that the node has. */
  Statement known() {
    return Stating.statement(
        coop,
        "wiki",
        "1.0.0+1.2.0",
        "",
        Stating.manifest("wiki", "1.0.0+1.2.0"),
        Stating.parsed("wiki", "nginx:1.2.0"));
  }

  /** The text of a statement that would be new. */
  String versionText() {
    var statement =
        Stating.statement(
            coop,
            "wiki",
            NEWS,
            coop,
            Stating.manifest("wiki", NEWS),
            Stating.parsed("wiki", "nginx:" + coop));
    return new String(Statements.encode(statement).orElseThrow(), StandardCharsets.UTF_8);
  }

  /** Shows a checkpoint in place of the log's. */
  void show(SignedCheckpoint checkpoint) {
    show(checkpoint.bytes());
  }

  void show(byte[] bytes) {
    peer.lie(CHECKPOINT, LyingPeer.of(bytes));
  }

  /** The newest checkpoint with other signatures. */
  void show(List<SignedNote.Line> lines) {
    show(new SignedNote(log.checkpoint(log.size()).text(), lines).bytes());
  }

  /** A bundle of the same form with another entry in it. */
  static byte[] flippedEntry(byte[] bundle) {
    var copy = bundle.clone();
    copy[2 + "{\"number\":".length()] ^= 1;
    return copy;
  }

  static byte[] flipped(byte[] bytes) {
    var copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  /** The whole log under the signatures of all who sign it. */
  SignedNote signed() {
    var text = log.checkpoint(log.size()).text();
    return new SignedNote(text, signers.stream().map(key -> key.sign(text)).toList());
  }

  /** Tells the truth, and something new: the node must take it. */
  boolean recovers() {
    node.catalogue.pass(Duration.ofDays(1));
    peer.repent(log);
    settings = settings(List.of(), null, null, null, null);
    Stating.version(log, coop, "wiki", LATER);
    var size = log.size();
    log.show(signed().bytes());
    return followPatiently() instanceof Round.Good good
        && good.size() == size
        && node.serves(coop, LATER);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}

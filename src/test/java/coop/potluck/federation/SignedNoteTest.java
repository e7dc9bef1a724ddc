package coop.potluck.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

  private static final String LINE =
      "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
          + "RKuwHjG1Yu72IneyaQM=\n";

  /** The example of the specification. */
  private static final String NOTE = "This is an example message.\n\n" + LINE;

  private static final String VKEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  @Test
  void the_note_of_the_specification_verifies() throws MalformedException {
    var note = parse(NOTE);
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note.isSignedBy(VerifierKey.parse(VKEY))).isTrue();
    assertThat(note.bytes()).isEqualTo(NOTE.getBytes(UTF_8));
  }

  @Test
  void the_note_with_empty_lines_of_the_specification_is_read_whole() throws MalformedException {
    var text =
        """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed è subito sera.
        """;
    var note =
        parse(
            text
                + "\n\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKON"
                + "rMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");
    assertThat(note.text()).isEqualTo(text);
    assertThat(note.lines())
        .singleElement()
        .extracting(SignedNote.Line::keyId)
        .isEqualTo(0x367ba04b);
  }

  @Test
  void no_byte_of_a_note_can_be_changed() throws MalformedException {
    var key = VerifierKey.parse(VKEY);
    var bytes = NOTE.getBytes(UTF_8);
    for (var at = 0; at < bytes.length; at++) {
      for (var bit = 0; bit < 8; bit++) {
        var changed = bytes.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(isSigned(changed, key)).as("byte %d, bit %d", at, bit).isFalse();
      }
    }
  }

  private static boolean isSigned(byte[] bytes, VerifierKey key) {
    try {
      return SignedNote.parse(bytes).isSignedBy(key);
    } catch (MalformedException e) {
      return false;
    }
  }

  @Test
  void signatures_of_unknown_keys_are_passed_over() throws MalformedException {
    var stranger = "\u2014 stranger.example AAAAAAA=\n";
    // the same name with another id, and the same id with another name
    var likeName = "\u2014 example.com/foo AAAAAAA=\n";
    var likeId = LINE.replace("example.com/foo", "example.com/bar");
    var note = parse("This is an example message.\n\n" + stranger + likeName + likeId + LINE);
    assertThat(note.isSignedBy(VerifierKey.parse(VKEY))).isTrue();
    assertThat(note.lines()).hasSize(4);
  }

  @Test
  void an_unsound_signature_in_a_known_keys_name_spoils_the_note() throws MalformedException {
    var key = VerifierKey.parse(VKEY);
    var forged = SignedNote.Line.of(key.name(), key.keyId(), new byte[64]);
    assertThat(parse(NOTE).with(List.of(forged)).isSignedBy(key)).isFalse();
    assertThat(parse(NOTE + forged + "\n").isSignedBy(key)).isFalse();
    assertThat(parse(NOTE + LINE).isSignedBy(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n\u2014 a AAAAAAA=\n",
        "text\n\n\u2014 a AAAAAAA=",
        "text\n\n\u2014 a AAAAAAA=\n\n",
        "text\n\n\u2014 a AAAAAAA=\nmore\n",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n\u2014a AAAAAAA=\n",
        "text\n\n\u2014  AAAAAAA=\n",
        "text\n\n\u2014 a\n",
        "text\n\n\u2014 a \n",
        "text\n\n\u2014 a AAAAAA==\n",
        "text\n\n\u2014 a AAAAAAA\n",
        "text\n\n\u2014 a AAAAAAB=\n",
        "text\n\n\u2014 a AAAA AAA=\n",
        "text\n\n\u2014 a  AAAAAAA=\n",
        "text\n\n\u2014 a AAAAAAA= \n",
        "text\n\n\u2014 a+b AAAAAAA=\n",
        "text\n\n\u2014 a\u00a0b AAAAAAA=\n",
        "te\txt\n\n\u2014 a AAAAAAA=\n",
        "te\rxt\n\n\u2014 a AAAAAAA=\n",
        "text\r\n\r\n\u2014 a AAAAAAA=\r\n",
        "text\n\n\u2014 a\u0001 AAAAAAA=\n",
        "te\u0000xt\n\n\u2014 a AAAAAAA=\n",
      })
  void what_is_no_note_is_malformed(String note) {
    assertThatThrownBy(() -> parse(note)).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_note_that_is_not_utf_8_is_malformed() {
    var bytes = NOTE.getBytes(UTF_8);
    bytes[3] = (byte) 0xFF;
    assertThatThrownBy(() -> SignedNote.parse(bytes))
        .isInstanceOf(MalformedException.class)
        .hasMessage("note: valid UTF-8");
  }

  @Test
  void a_fault_says_in_which_line_it_is() {
    assertThatThrownBy(() -> parse("one\n\nthree\n\n\u2014 a AAAAAAA=\nsix\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessage("note line 6: an em dash, a key's name, and base64");
  }

  @Test
  void sixteen_long_signatures_are_read_and_too_many_are_not() throws MalformedException {
    var line = "\u2014 a " + Base64Text.encode(new byte[5_000]) + "\n";
    assertThat(parse("text\n\n" + line.repeat(16)).lines()).hasSize(16);
    var small = "\u2014 a AAAAAAA=\n";
    assertThat(parse("text\n\n" + small.repeat(SignedNote.MAX_LINES)).lines())
        .hasSize(SignedNote.MAX_LINES);
    assertThatThrownBy(() -> parse("text\n\n" + small.repeat(SignedNote.MAX_LINES + 1)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> parse("x".repeat(SignedNote.MAX_BYTES) + NOTE))
        .isInstanceOf(MalformedException.class);
  }

  @Property(tries = 100)
  void what_is_signed_is_read_as_it_was_written(@ForAll("lines") List<String> lines)
      throws MalformedException {
    var text = String.join("\n", lines) + "\n";
    var key = SigningKey.generate("a.example/log", SignatureType.NOTE, new SecureRandom());
    var signed = new SignedNote(text, List.of(key.sign(text)));
    var read = SignedNote.parse(signed.bytes());
    assertThat(read).isEqualTo(signed);
    assertThat(read.isSignedBy(key.verifierKey())).isTrue();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings()
        .withCharRange(' ', '\ud7ff')
        .withChars("\u2014 ")
        .ofMaxLength(20)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  /** Whatever is done to a note's bytes, parsing ends with a note of these bytes or malformed. */
  @Property(tries = 2_000)
  void any_bytes_are_a_note_or_malformed(@ForAll("mangled") byte[] bytes) {
    try {
      assertThat(SignedNote.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (MalformedException e) {
      assertThat(e.problem().where()).startsWith("note");
    }
  }

  @Provide
  Arbitrary<byte[]> mangled() {
    var pieces =
        Arbitraries.of(
            "\n", "\n\n", "\u2014 ", "text", " ", "a", "AAAAAAA=", LINE, "+", "\u0000", "=");
    return pieces
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", new ArrayList<>(parts)).getBytes(UTF_8));
  }

  private static SignedNote parse(String note) throws MalformedException {
    return SignedNote.parse(note.getBytes(UTF_8));
  }
}

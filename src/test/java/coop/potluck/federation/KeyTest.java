package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

  /** The pair of keys in the tests of Go's sumdb/note. */
  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        + "387b2eaeb4302aeeb00d291612bb0c00",
  })
  void keys_and_signatures_are_those_of_rfc_8032(
      String seed, String publicKey, String message, String signature) throws Exception {
    var hex = HexFormat.of();
    var bytes = Ed25519.publicBytes(hex.parseHex(seed));
    assertThat(hex.formatHex(bytes)).isEqualTo(publicKey);
    var signed = Ed25519.sign(Ed25519.privateKey(hex.parseHex(seed)), hex.parseHex(message));
    assertThat(hex.formatHex(signed)).isEqualTo(signature);
    var key = Ed25519.publicKey(bytes);
    assertThat(Ed25519.verify(key, hex.parseHex(message), signed)).isTrue();
    signed[3] ^= 1;
    assertThat(Ed25519.verify(key, hex.parseHex(message), signed)).isFalse();
  }

  @Test
  void a_private_key_of_go_is_read_and_written() throws MalformedException {
    var key = SigningKey.parse(SECRET);
    assertThat(key.verifierKey()).isEqualTo(VerifierKey.parse(VKEY));
    assertThat(key.secretText()).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,"
        + "example.com/foo, NOTE",
    "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6, TEST, NOTE",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2,"
        + "remora.n621.de, COSIGNATURE",
  })
  void verifier_keys_of_others_are_read_and_written(String vkey, String name, SignatureType type)
      throws MalformedException {
    var key = VerifierKey.parse(vkey);
    assertThat(key.vkey()).isEqualTo(vkey);
    assertThat(key.name()).isEqualTo(name);
    assertThat(key.type()).isEqualTo(type);
    assertThat(HexFormat.of().toHexDigits(key.keyId()))
        .isEqualTo(vkey.substring(name.length() + 1, name.length() + 9));
  }

  @Test
  void no_part_and_no_neighbour_of_a_key_is_a_key() {
    for (var from = 0; from <= VKEY.length(); from++) {
      for (var to = from; to <= VKEY.length(); to++) {
        if (to - from < VKEY.length()) {
          assertMalformed(VKEY.substring(from, to));
        }
      }
    }
    for (var i = 0; i < VKEY.length(); i++) {
      var changed = VKEY.toCharArray();
      changed[i]++;
      assertMalformed(new String(changed));
    }
  }

  @Test
  void no_part_and_no_neighbour_of_a_private_key_is_one_and_no_fault_repeats_it() {
    for (var i = 0; i < SECRET.length(); i++) {
      var changed = SECRET.toCharArray();
      changed[i]++;
      assertSecretMalformed(new String(changed));
      assertSecretMalformed(SECRET.substring(i + 1));
      assertSecretMalformed(SECRET.substring(0, i));
    }
  }

  private static void assertSecretMalformed(String text) {
    assertThatThrownBy(() -> SigningKey.parse(text))
        .isInstanceOf(MalformedException.class)
        .message()
        .doesNotContain("KFALVFGyNhPJEMzD1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "++",
        // an id in upper case
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        // a key one byte longer, and a type that is not known, each with the id that is its own
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      })
  void what_is_no_verifier_key_is_malformed(String text) {
    assertMalformed(text);
  }

  @Test
  void a_key_of_endless_length_is_malformed() {
    assertMalformed("a".repeat(100_000) + VKEY);
  }

  /** Small order, no point, and not below the field's order: each with the id that is its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
      })
  void a_key_that_anybody_can_sign_for_is_malformed(String hex) {
    var bytes = HexFormat.of().parseHex(hex);
    var id = KeyText.id("a.example", SignatureType.NOTE, bytes);
    var vkey = new KeyText("a.example", id, SignatureType.NOTE, bytes).text();
    assertThatThrownBy(() -> VerifierKey.parse(vkey))
        .isInstanceOf(MalformedException.class)
        .hasMessage("verifier key: a sound Ed25519 public key");
  }

  /** Two points of order eight are doubled to order four, where the ordinate is 0. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
        "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"
      })
  void the_points_of_order_eight_are_rightly_written(String hex) {
    var p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    var d = BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(p)).mod(p);
    var y2 = new BigInteger(hex, 16).modPow(BigInteger.TWO, p);
    // -x^2 + y^2 = 1 + d x^2 y^2; the double's ordinate is (y^2 + x^2) / (2 + x^2 - y^2)
    var x2 =
        y2.subtract(BigInteger.ONE)
            .multiply(BigInteger.ONE.add(d.multiply(y2)).modInverse(p))
            .mod(p);
    assertThat(y2.add(x2).mod(p)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void one_key_has_two_ids_for_its_two_uses() throws MalformedException {
    var note = VerifierKey.parse(VKEY);
    var bytes = Base64.getDecoder().decode(VKEY.substring(VKEY.lastIndexOf("+AR") + 1));
    var raw = Arrays.copyOfRange(bytes, 1, 33);
    var witness = VerifierKey.of("PeterNeumann", SignatureType.COSIGNATURE, raw);
    assertThat(witness.keyId()).isNotEqualTo(note.keyId());
    assertThat(witness.hasSameKeyAs(note)).isTrue();
    assertThat(witness).isNotEqualTo(note);
    assertThat(VerifierKey.parse(witness.vkey())).isEqualTo(witness);
  }

  @Test
  void a_new_key_signs_what_its_public_half_verifies() throws MalformedException {
    var key = SigningKey.generate("a.example/log", SignatureType.NOTE, new SecureRandom());
    var again = SigningKey.parse(key.secretText());
    var line = again.sign("hello\n");
    assertThat(key.verifierKey().verify("hello\n", line.signature())).isTrue();
    assertThat(key.verifierKey().verify("hullo\n", line.signature())).isFalse();
    assertThat(key.verifierKey().verify("hello\n", new byte[0])).isFalse();
    assertThat(key.verifierKey().verify("hello\n", new byte[64])).isFalse();
    assertThatThrownBy(() -> key.cosign("hello\n", Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void no_key_is_made_for_a_name_that_no_note_can_hold() {
    for (var name :
        new String[] {"", "a b", "a+b", "a\u00a0b", "a\u0085b", "a\u2003b", "a\ud800"}) {
      assertThatThrownBy(() -> SigningKey.generate(name, SignatureType.NOTE, new SecureRandom()))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_private_key_is_never_said() throws MalformedException {
    var key = SigningKey.parse(SECRET);
    assertThat(key.toString()).isEqualTo("the private key of " + VKEY);
    assertThat(KeyText.parse("key", VKEY).toString()).isEqualTo("the key of PeterNeumann");
  }

  private static void assertMalformed(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey))
        .as(vkey.substring(0, Math.min(80, vkey.length())).toLowerCase(Locale.ROOT))
        .isInstanceOf(MalformedException.class);
  }
}

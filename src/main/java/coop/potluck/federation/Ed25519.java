package coop.potluck.federation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Set;

/**
 * Ed25519 as the JDK has it, with keys as the 32 bytes of RFC 8032.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, section 5.1</a>
 */
final class Ed25519 {

  static final int SIGNATURE_BYTES = 64;

  private static final int KEY_BYTES = KeyText.KEY_BYTES;
  private static final String NAME = "Ed25519";

  /**
   * The ordinates of the points of order 1, 2, 4 and 8: whoever has such a key can show a signature
   * of it for any text.
   */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ONE,
          new BigInteger("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec", 16),
          BigInteger.ZERO,
          new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
          new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

  private Ed25519() {}

  /**
   * The key that 32 bytes are.
   *
   * @throws InvalidKeyException if they are no point of the curve in its one spelling, or one of
   *     small order
   */
  static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
    var bigEndian = reversed(bytes);
    var xIsOdd = bigEndian[0] < 0;
    bigEndian[0] &= 0x7F;
    var y = new BigInteger(1, bigEndian);
    if (SMALL_ORDER.contains(y)) {
      throw new InvalidKeyException("a point of small order");
    }
    var spec = new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, y));
    var key = KeyFactory.getInstance(NAME).generatePublic(spec);
    // only now does the JDK look whether there is such a point
    Signature.getInstance(NAME).initVerify(key);
    return key;
  }

  static PrivateKey privateKey(byte[] seed) {
    try {
      var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed);
      return KeyFactory.getInstance(NAME).generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("any 32 bytes are a private key", e);
    }
  }

  /**
   * The 32 bytes of the public key of a seed. The JDK works one out only while it generates a pair,
   * so it is made to generate the pair of this seed.
   */
  static byte[] publicBytes(byte[] seed) {
    try {
      var generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, new OneAnswer(seed));
      var pair = generator.generateKeyPair();
      var generated = ((EdECPrivateKey) pair.getPrivate()).getBytes();
      if (!Arrays.equals(generated.orElseThrow(), seed)) {
        throw new IllegalStateException("this JDK generates keys in another way");
      }
      return bytes(((EdECPublicKey) pair.getPublic()).getPoint());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      var signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sound key signs anything", e);
    }
  }

  /** Whether it is the key's signature for the message; false for any other bytes. */
  static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      var verification = Signature.getInstance(NAME);
      verification.initVerify(key);
      verification.update(message);
      return verification.verify(signature);
    } catch (SignatureException e) {
      return false; // no point, or no number below the group's order
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was checked is sound", e);
    }
  }

  private static byte[] bytes(EdECPoint point) {
    var bigEndian = point.getY().toByteArray();
    var bytes = new byte[KEY_BYTES];
    for (var i = 0; i < Math.min(bigEndian.length, KEY_BYTES); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (point.isXOdd()) {
      bytes[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  /** Answers once, with a seed, when it is asked for as many random bytes. */
  private static final class OneAnswer extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // nobody writes one
    private final byte[] seed;

    OneAnswer(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

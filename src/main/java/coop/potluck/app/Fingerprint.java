package coop.potluck.app;

import coop.potluck.federation.Hash;
import coop.potluck.federation.VerifierKey;
import java.nio.charset.StandardCharsets;

/** A key as people can read it to each other: the SHA-256 of its text form, in groups. */
final class Fingerprint {

  private static final int GROUP = 4;

  /** 128 bits: nobody makes a second key that has the same. */
  private static final int DIGITS = 32;

  private Fingerprint() {}

  static String of(VerifierKey key) {
    var hex = Hash.sha256(key.vkey().getBytes(StandardCharsets.UTF_8)).hex();
    return hex.substring(0, DIGITS).replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
  }
}

package coop.potluck.search;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a match is worth. A word that was typed as it stands in a name is worth {@link #FULL}; all
 * else is a part of that. Fields keep the order that {@link Field} has, whatever is typed; between
 * neighbours the worth of a guess (a synonym, a corrected mistake) falls behind what was typed.
 */
final class Weights {

  /** One, in the arithmetic of scores. */
  static final int FULL = 1000;

  /** The whole text is the name. */
  static final int WHOLE_NAME = 1_000_000;

  /** The name begins with the whole text. */
  static final int NAME_PREFIX = 500_000;

  /** How a word is found in a term, as parts of {@link #FULL}. */
  static final int EXACT = 1000;

  /** Two words that were typed apart and are one, or the other way round. */
  static final int JOINED = 1200;

  static final int PARTS = 950;
  static final int PHRASE = 1200;
  static final int STEM = 950;

  /** The same where the endings are long: {@code document} and {@code documentation}. */
  static final int FAR_STEM = 500;

  static final int PREFIX = 800;
  static final int SPLIT = 700;
  static final int SYNONYM = 600;

  /** In a name it is worth less than the word itself is where a recipe is described. */
  static final int SYNONYM_IN_NAME = 300;

  /** Several words that have a synonym together say more than each by itself. */
  static final int SYNONYM_OF_SEVERAL = 750;

  /** Neighbours that are neighbours there too. */
  static final int NEIGHBOURS = 1150;

  static final int INFIX = 320;
  static final int ONE_MISTAKE = 480;
  static final int TWO_MISTAKES = 400;

  /** What a corrected word is worth where the word exists as it was typed: less than that. */
  static final int GUESS_BESIDE_EXACT = 40;

  private static final Map<Field, Integer> OF_FIELD =
      new EnumMap<>(
          Map.of(
              Field.NAME, 1000,
              Field.TITLE, 850,
              Field.IMAGE, 400,
              Field.CATEGORY, 380,
              Field.DESCRIPTION, 340,
              Field.SERVICE, 180,
              Field.OVERLAY, 180,
              Field.COOP, 150,
              Field.ENV, 70,
              Field.README, 50));

  private static final int[] OF_SET = ofSets();

  private Weights() {}

  /** The worth of the weightiest field of a set. */
  static int of(int fields) {
    return OF_SET[fields];
  }

  /** The worth of a field. */
  static int of(Field field) {
    return of(field.bit());
  }

  private static int[] ofSets() {
    var worth = new int[Field.ALL + 1];
    for (var set = 1; set < worth.length; set++) {
      for (var field : OF_FIELD.entrySet()) {
        if ((set & field.getKey().bit()) != 0) {
          worth[set] = Math.max(worth[set], field.getValue());
        }
      }
    }
    return worth;
  }
}

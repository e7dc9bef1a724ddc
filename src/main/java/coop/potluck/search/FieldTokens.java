package coop.potluck.search;

import java.util.List;

/**
 * The folded words of one field of a recipe. A field can be given in several of these, none of
 * which a phrase reaches across.
 *
 * @param inOrder as they follow each other in the text
 * @param besides words that stand for others and have no place in the order, such as a joined name
 */
record FieldTokens(Field field, List<String> inOrder, List<String> besides) {}

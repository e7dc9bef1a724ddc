package coop.potluck.mirror;

/**
 * Is told each moment after which a sudden death would leave something else on the disk.
 *
 * <p>The names, in the order in which a first mirror meets them: {@code mirror.connected}, {@code
 * mirror.received} (objects on the disk, no ref names them), {@code mirror.refs} (refs written),
 * {@code mirror.head} (default branch written), {@code mirror.renamed} (the new mirror is in its
 * place). Further: {@code mirror.collected}, {@code seed.written}, {@code seed.renamed}, {@code
 * publish.objects}, {@code publish.ref}.
 */
@FunctionalInterface
public interface Checkpoints {

  /** Ignores them all. */
  Checkpoints NONE = name -> {};

  void reached(String name);
}

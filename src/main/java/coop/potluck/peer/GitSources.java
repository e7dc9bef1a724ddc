package coop.potluck.peer;

import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorRequest;
import coop.potluck.mirror.MirrorResult;
import coop.potluck.mirror.Mirrors;
import coop.potluck.outbound.Outbound;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks those who may have a recipe's repository: the co-op's own one, the peer, then those who
 * mirror the peer, until all that is stated is here.
 */
final class GitSources {

  private final Mirrors named;
  private final Mirrors strangers;

  /**
   * Sources of mirrors.
   *
   * @param named connects to what the operator's files name: peers
   * @param strangers connects to public addresses alone: what statements name
   */
  GitSources(Mirrors mirrors, Outbound named, Outbound strangers) {
    this.named = mirrors.through(named);
    this.strangers = mirrors.through(strangers);
  }

  /** A tag that a repository has elsewhere than the log. */
  record Different(String url, MirrorResult.Different found) {}

  /**
   * What asking came to.
   *
   * @param reasons why some could not answer, one for each
   * @param overBudget whether that was for what may be fetched
   */
  record Answers(List<Different> different, List<String> reasons, boolean overBudget) {
    Answers {
      different = List.copyOf(different);
      reasons = List.copyOf(reasons);
    }
  }

  private record Source(Mirrors mirrors, String url) {}

  /** Asks one after the other; at most {@code left} bytes are fetched of each. */
  Answers ask(GitTarget target, StatedGit stated, long left) throws MirrorException {
    var different = new ArrayList<Different>();
    var reasons = new ArrayList<String>();
    for (var source : sources(target, stated.repository())) {
      var request = new MirrorRequest(target.id(), source.url(), null, null, false);
      var result = source.mirrors().take(request, stated.refs(), left);
      if (result instanceof MirrorResult.Failed failed) {
        reasons.add(source.url() + ": " + failed.reason());
        if (failed.kind() == MirrorResult.Kind.TOO_LARGE && left < named.maxFetchBytes()) {
          return new Answers(different, reasons, true);
        }
      } else if (result instanceof MirrorResult.Taken taken) {
        taken.different().forEach(it -> different.add(new Different(source.url(), it)));
        if (named.keepStated(target.id(), stated.refs())) {
          break;
        }
      }
    }
    return new Answers(different, reasons, false);
  }

  private List<Source> sources(GitTarget target, @Nullable String repository) {
    var sources = new ArrayList<Source>();
    if (repository != null) {
      sources.add(new Source(strangers, repository));
    }
    sources.add(new Source(named, at(target.peer().url(), target)));
    target.peer().mirrors().forEach(it -> sources.add(new Source(named, at(it, target))));
    return sources;
  }

  /** Where a node serves its mirror: by the co-op's DNS name, whatever it calls the co-op. */
  private static String at(URI node, GitTarget target) {
    return node + "/git/" + target.coop() + "/" + target.name() + ".git";
  }
}

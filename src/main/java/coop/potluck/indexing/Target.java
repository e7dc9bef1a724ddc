package coop.potluck.indexing;

import coop.potluck.mirror.AccessToken;
import coop.potluck.mirror.MirrorRequest;
import coop.potluck.parsing.LinkBase;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Repository;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.ListedRepository;
import coop.potluck.source.RepositoryUrl;
import coop.potluck.source.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A repository to look at.
 *
 * @param forge the kind of forge it is on; null where only its address can tell
 */
record Target(RecipeId id, ListedRepository listed, @Nullable ForgeKind forge) {

  static Target of(CoopId coop, Source source, ListedRepository listed) {
    var forge = source instanceof Source.Forge on ? on.kind() : null;
    return new Target(new RecipeId(coop, listed.name()), listed, forge);
  }

  Repository repository() {
    return listed.repository();
  }

  @Nullable Instant updatedAt() {
    return listed.updatedAt();
  }

  MirrorRequest request() {
    var token = listed.token();
    return new MirrorRequest(
        id,
        listed.cloneUrl(),
        token == null ? null : new AccessToken(user(), token.value()),
        listed.defaultBranch(),
        false);
  }

  private String user() {
    var isGitHub =
        forge == null
            ? "github.com".equals(URI.create(listed.cloneUrl()).getHost())
            : forge == ForgeKind.GITHUB;
    return isGitHub ? "x-access-token" : "oauth2";
  }

  /** Where a README's links lead. */
  LinkBase linkBase(String branch) {
    var url = repository().publicUrl();
    if (url == null) {
      return LinkBase.NONE;
    }
    if (forge == null) {
      return LinkBase.guess(url, branch);
    }
    return LinkBase.of(
        switch (forge) {
          case FORGEJO, GITEA -> LinkBase.Forge.FORGEJO;
          case GITHUB -> LinkBase.Forge.GITHUB;
          case GITLAB -> LinkBase.Forge.GITLAB;
        },
        url,
        branch);
  }

  /** A hash of the address, which tells the same repository from another and nothing else. */
  String fingerprint() {
    try {
      var url = RepositoryUrl.normalise(listed.cloneUrl()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(url));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

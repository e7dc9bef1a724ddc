package coop.potluck.mirror;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a forge wants to see before it lets a private repository be read; prints as {@code ***}. */
public final class AccessToken {

  private final String user;
  private final String secret;

  /**
   * A token as it is sent in basic authentication.
   *
   * @param user {@code oauth2} suits Forgejo, Gitea and GitLab, {@code x-access-token} GitHub
   */
  public AccessToken(String user, String secret) {
    this.user = user;
    this.secret = secret;
  }

  /** The value of the {@code Authorization} header. */
  String authorization() {
    var pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "***";
  }
}

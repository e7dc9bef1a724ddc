package coop.potluck.source;

/** The forges whose interface the node speaks. */
public enum ForgeKind {
  FORGEJO,
  GITEA,
  GITHUB,
  GITLAB
}

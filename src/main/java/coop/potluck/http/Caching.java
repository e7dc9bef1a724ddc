package coop.potluck.http;

/** What an answer depends on, and so how long it holds and where its entity tag comes from. */
public enum Caching {
  /** On the moment: no tag, nobody keeps it. */
  NONE,
  /** On the revision and the query; its tag is known before the handler runs. */
  QUERY,
  /** On the revision; its tag is the hash of its bytes, so that it survives changes elsewhere. */
  DOCUMENT,
  /** On nothing that changes while the server runs. */
  FIXED
}

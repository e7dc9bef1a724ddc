-- The git mirrors that come by way of peers, and how far each is what the log states.

CREATE TABLE peer_git (
  coop TEXT NOT NULL, -- its DNS name
  recipe TEXT NOT NULL,
  origin TEXT NOT NULL, -- of the log that spoke for it
  position INTEGER NOT NULL, -- of the newest statement of it that was looked at
  verified INTEGER NOT NULL, -- of the newest statement up to which all of it was compared with git
  schema INTEGER NOT NULL, -- of the parser that read its commits again
  bytes INTEGER NOT NULL, -- on the disk
  reason TEXT, -- why it is not whole; null where it is
  failures INTEGER NOT NULL, -- in a row
  next_attempt INTEGER, -- null where it is whole
  PRIMARY KEY (coop, recipe)
) STRICT, WITHOUT ROWID;

CREATE INDEX peer_git_of_log ON peer_git (origin);

-- Where git and the log are not one.
CREATE TABLE peer_git_faults (
  coop TEXT NOT NULL,
  recipe TEXT NOT NULL,
  tag TEXT NOT NULL, -- '' for the head
  kind TEXT NOT NULL, -- git_mismatch, git_missing, manifest_mismatch, other_reading
  position INTEGER NOT NULL, -- of the statement
  sentence TEXT NOT NULL,
  PRIMARY KEY (coop, recipe, tag, kind),
  FOREIGN KEY (coop, recipe) REFERENCES peer_git (coop, recipe) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

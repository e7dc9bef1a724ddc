-- What this node knows of the nodes it follows, beside their logs. An origin is that of a log.

CREATE TABLE peers (
  origin TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  followed INTEGER NOT NULL, -- whether the operator still wants it
  state TEXT NOT NULL DEFAULT 'new', -- new, ok, failed, refused, paused
  reason TEXT, -- why it is not ok
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  next_attempt INTEGER,
  attempted_at INTEGER,
  good_at INTEGER, -- when its newest checkpoint was last verified
  shown INTEGER NOT NULL DEFAULT 0, -- the size of that checkpoint
  source TEXT, -- where it was had from
  target TEXT, -- the signed note under which entries are being stored; null while none are
  projected INTEGER NOT NULL DEFAULT 0 -- entries whose things are in the catalogue or unprojected
) STRICT, WITHOUT ROWID;

-- What was stated anew and is not in the catalogue yet.
CREATE TABLE unprojected (
  coop TEXT NOT NULL, -- its DNS name
  recipe TEXT NOT NULL,
  tag TEXT NOT NULL, -- '' for the recipe's head, '*' for all that is stated of it
  PRIMARY KEY (coop, recipe, tag)
) STRICT, WITHOUT ROWID;

-- Co-ops that only peers know, by the alias that they got here.
CREATE TABLE peer_coops (
  domain TEXT PRIMARY KEY,
  alias TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE alarms (
  origin TEXT NOT NULL,
  kind TEXT NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  evidence TEXT, -- a folder, below that of all evidence
  PRIMARY KEY (origin, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  origin TEXT NOT NULL,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL, -- of an object; '' for the entry itself
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  coop TEXT,
  recipe TEXT,
  tag TEXT,
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt INTEGER, -- null where trying again is no use
  PRIMARY KEY (origin, position, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX quarantine_due ON quarantine (origin, next_attempt) WHERE next_attempt IS NOT NULL;

-- What co-ops say of which logs speak for them.
CREATE TABLE speakers (
  coop TEXT PRIMARY KEY, -- its DNS name
  origins TEXT NOT NULL, -- one a line, in order
  answered_at INTEGER, -- null where it never did
  next_attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;

-- What each peer has cost on a day (of UTC, counted from 1970).
CREATE TABLE budgets (
  origin TEXT NOT NULL,
  day INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (origin, day)
) STRICT, WITHOUT ROWID;

-- Which logs spoke for a co-op when it was last brought into the catalogue.
CREATE TABLE spoken_for (
  coop TEXT PRIMARY KEY, -- its DNS name
  origins TEXT NOT NULL -- one a line, in order
) STRICT, WITHOUT ROWID;

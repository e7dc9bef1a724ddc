-- Transparency logs: this node's own, and verbatim copies of those that it follows.

CREATE TABLE logs (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL UNIQUE,
  origin_sha256 TEXT NOT NULL UNIQUE,
  own INTEGER NOT NULL,
  length INTEGER NOT NULL DEFAULT 0, -- entries stored
  size INTEGER NOT NULL DEFAULT 0, -- of the tree of the checkpoint; what is beyond is not shown
  checkpoint TEXT, -- the signed note
  cursor INTEGER NOT NULL DEFAULT 0, -- ours: the last change that was looked at
  folder TEXT, -- ours: tells the data folder from a copy of it
  CHECK (size <= length)
) STRICT;

CREATE UNIQUE INDEX logs_own ON logs (own) WHERE own = 1;

CREATE TABLE log_keys (
  log_id INTEGER NOT NULL REFERENCES logs,
  from_size INTEGER NOT NULL,
  vkey TEXT NOT NULL,
  PRIMARY KEY (log_id, from_size)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entries (
  place INTEGER PRIMARY KEY, -- log_id * 2^40 + position: the entries of one log lie together
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER log_entries_stay BEFORE UPDATE ON log_entries
BEGIN
  SELECT raise(ABORT, 'a log is append-only');
END;

CREATE TRIGGER log_entries_remain BEFORE DELETE ON log_entries
WHEN (old.place & 0xffffffffff) < (SELECT size FROM logs WHERE id = old.place >> 40)
BEGIN
  SELECT raise(ABORT, 'a log is append-only');
END;

CREATE TABLE log_tiles (
  log_id INTEGER NOT NULL REFERENCES logs,
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hashes BLOB NOT NULL, -- 32 bytes each, up to 256; a narrower tile is the beginning of a wider one
  PRIMARY KEY (log_id, level, number)
) STRICT;

CREATE TABLE log_checkpoints (
  log_id INTEGER NOT NULL REFERENCES logs,
  size INTEGER NOT NULL,
  root TEXT NOT NULL, -- base64
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (log_id, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_objects (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB, -- null where the object that was parsed here is the same
  object_id INTEGER REFERENCES objects,
  CHECK ((bytes IS NULL) <> (object_id IS NULL))
) STRICT;

CREATE TRIGGER log_objects_remain BEFORE DELETE ON log_objects
BEGIN
  SELECT raise(ABORT, 'what a log names is kept');
END;

-- The last statement of each log about each thing.
CREATE TABLE sightings (
  log_id INTEGER NOT NULL REFERENCES logs,
  coop TEXT NOT NULL, -- its DNS name
  recipe TEXT NOT NULL,
  tag TEXT NOT NULL, -- '' for the recipe as a whole
  position INTEGER NOT NULL, -- of the statement
  leaf TEXT NOT NULL, -- its hash
  state TEXT NOT NULL, -- present, moved (what it names now is not read yet), withdrawn
  object TEXT,
  commit_name TEXT,
  manifest TEXT,
  parsed TEXT,
  PRIMARY KEY (log_id, coop, recipe, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX sightings_of_thing ON sightings (coop, recipe, tag);

-- How far each recipe's changes are in our own log.
CREATE TABLE publications (
  recipe_id INTEGER PRIMARY KEY REFERENCES recipes,
  coop TEXT, -- the DNS name under which it is stated; null while it is not
  through INTEGER NOT NULL, -- changes up to this one need no look: all of the recipe was stated
  pending INTEGER NOT NULL -- whether all of it is to be stated
) STRICT;

CREATE INDEX publications_pending ON publications (recipe_id) WHERE pending = 1;

CREATE TABLE unpublished (
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  tag TEXT NOT NULL, -- '' for what is read at the head
  reason TEXT NOT NULL,
  PRIMARY KEY (recipe_id, tag)
) STRICT, WITHOUT ROWID;

-- Under which DNS name each recipe is stated to other nodes; null where it is not.
CREATE VIEW publishable AS
SELECT r.id AS recipe_id,
  iif(r.served = 1 AND s.publish = 1 AND s.followed = 1 AND s.kind <> 'peer', c.domain, NULL)
    AS coop
FROM recipes r JOIN coops c ON c.id = r.coop_id JOIN sources s ON s.id = r.source_id;

CREATE TABLE abra_images (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  service TEXT NOT NULL,
  image TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (reading_id, position)
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

CREATE TABLE assessments (
  recipe_id INTEGER PRIMARY KEY REFERENCES recipes,
  made_of TEXT NOT NULL, -- tells the facts, rules and dates from any others
  tag TEXT NOT NULL, -- '' for the head
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  assessment BLOB, -- JSON; null where it could not be made
  failure TEXT -- what could not be worked out
) STRICT;

CREATE TABLE blocks (
  coop TEXT NOT NULL,
  recipe TEXT NOT NULL,
  tag TEXT NOT NULL, -- '' for the recipe as a whole
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (coop, recipe, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE budgets (
  origin TEXT NOT NULL,
  day INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (origin, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  coop TEXT,
  recipe TEXT,
  tag TEXT,
  old_object TEXT,
  old_commit TEXT,
  new_object TEXT,
  new_commit TEXT
) STRICT;

CREATE TRIGGER changes_remain BEFORE DELETE ON changes
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TABLE comparisons (
  old_object INTEGER NOT NULL REFERENCES objects,
  new_object INTEGER NOT NULL REFERENCES objects,
  schema INTEGER NOT NULL,
  differences BLOB NOT NULL, -- JSON
  PRIMARY KEY (old_object, new_object)
) STRICT, WITHOUT ROWID;

CREATE TABLE configs (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  overlay TEXT NOT NULL,
  name TEXT NOT NULL,
  external INTEGER NOT NULL,
  file TEXT,
  sha256 TEXT,
  version_key TEXT,
  version TEXT,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB -- null where it is no text, or too long
) STRICT;

CREATE TABLE coops (
  id INTEGER PRIMARY KEY,
  alias TEXT NOT NULL UNIQUE,
  domain TEXT,
  name TEXT NOT NULL,
  homepage TEXT,
  icon TEXT,
  rank INTEGER -- in the order of precedence, from 1; null while it is not followed
) STRICT;

CREATE TRIGGER search_documents_stamp_coop AFTER UPDATE OF alias, name, rank ON coops
WHEN (old.alias, old.name, old.rank) IS NOT (new.alias, new.name, new.rank)
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + recipe_id
  WHERE recipe_id IN (SELECT id FROM recipes WHERE coop_id = new.id);
END;

CREATE TABLE env_keys (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  comment TEXT,
  optional INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
  reading_id INTEGER NOT NULL REFERENCES readings,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  content_id INTEGER REFERENCES contents, -- null where its bytes were not read
  PRIMARY KEY (reading_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE heads (
  recipe_id INTEGER PRIMARY KEY REFERENCES recipes,
  branch TEXT NOT NULL,
  commit_name TEXT NOT NULL,
  tree TEXT NOT NULL,
  claimed INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  reading_id INTEGER NOT NULL REFERENCES readings,
  readme TEXT,
  digest TEXT NOT NULL -- of everything but the reading
) STRICT;

CREATE TABLE labels (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  overlay TEXT NOT NULL,
  service TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  deploy INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lint_outcomes (
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  rule TEXT NOT NULL,
  outcome TEXT NOT NULL, -- pass, fail, not_applicable
  PRIMARY KEY (recipe_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL
) STRICT;

CREATE TABLE log_checkpoints (
  log_id INTEGER NOT NULL REFERENCES logs,
  size INTEGER NOT NULL,
  root TEXT NOT NULL, -- base64
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (log_id, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entries (
  place INTEGER PRIMARY KEY, -- log_id * 2^40 + position: the entries of one log lie together
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER log_entries_remain BEFORE DELETE ON log_entries
WHEN (old.place & 0xffffffffff) < (SELECT size FROM logs WHERE id = old.place >> 40)
BEGIN
  SELECT raise(ABORT, 'a log is append-only');
END;

CREATE TRIGGER log_entries_stay BEFORE UPDATE ON log_entries
BEGIN
  SELECT raise(ABORT, 'a log is append-only');
END;

CREATE TABLE log_keys (
  log_id INTEGER NOT NULL REFERENCES logs,
  from_size INTEGER NOT NULL,
  vkey TEXT NOT NULL,
  PRIMARY KEY (log_id, from_size)
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

CREATE TABLE log_tiles (
  log_id INTEGER NOT NULL REFERENCES logs,
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hashes BLOB NOT NULL, -- 32 bytes each, up to 256; a narrower tile is the beginning of a wider one
  PRIMARY KEY (log_id, level, number)
) STRICT;

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

CREATE TABLE moves (
  id INTEGER PRIMARY KEY,
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  tag TEXT NOT NULL,
  old_object TEXT NOT NULL,
  old_commit TEXT NOT NULL,
  new_object TEXT,
  new_commit TEXT,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX moves_of_recipe ON moves (recipe_id, tag);

CREATE TABLE needs (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  because TEXT NOT NULL,
  optional INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  tag TEXT NOT NULL,
  draft INTEGER NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (recipe_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE objects (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  schema INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE overlays (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  by_default INTEGER NOT NULL,
  offered INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer_coops (
  domain TEXT PRIMARY KEY,
  alias TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

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

CREATE TABLE privileges (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  service TEXT NOT NULL,
  detail TEXT NOT NULL,
  optional INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  id INTEGER PRIMARY KEY,
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  reading_id INTEGER REFERENCES readings, -- null for those of the repository
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  expected TEXT NOT NULL
) STRICT;

CREATE INDEX problems_of_reading ON problems (reading_id);

CREATE INDEX problems_of_recipe ON problems (recipe_id, reading_id);

CREATE TABLE publications (
  recipe_id INTEGER PRIMARY KEY REFERENCES recipes,
  coop TEXT, -- the DNS name under which it is stated; null while it is not
  through INTEGER NOT NULL, -- changes up to this one need no look: all of the recipe was stated
  pending INTEGER NOT NULL -- whether all of it is to be stated
) STRICT;

CREATE INDEX publications_pending ON publications (recipe_id) WHERE pending = 1;

CREATE VIEW publishable AS
SELECT r.id AS recipe_id,
  iif(r.served = 1 AND s.publish = 1 AND s.followed = 1 AND s.kind <> 'peer', c.domain, NULL)
    AS coop
FROM recipes r JOIN coops c ON c.id = r.coop_id JOIN sources s ON s.id = r.source_id;

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

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  state TEXT NOT NULL, -- parsed, rejected, not_a_recipe
  reason TEXT, -- why it is not a recipe
  object_id INTEGER REFERENCES objects,
  parser_schema INTEGER NOT NULL,
  digest TEXT NOT NULL, -- of everything that was read
  title TEXT,
  summary TEXT,
  category TEXT,
  status INTEGER,
  features TEXT NOT NULL
) STRICT;

CREATE INDEX readings_of_recipe ON readings (recipe_id);

CREATE TABLE recipe_facts (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  PRIMARY KEY (kind, value, recipe_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX recipe_facts_of_recipe ON recipe_facts (recipe_id);

CREATE TRIGGER search_documents_stamp_new_fact AFTER INSERT ON recipe_facts
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = new.recipe_id;
END;

CREATE TRIGGER search_documents_stamp_old_fact AFTER DELETE ON recipe_facts
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = old.recipe_id;
END;

CREATE TABLE recipes (
  id INTEGER PRIMARY KEY,
  coop_id INTEGER NOT NULL REFERENCES coops,
  name TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES sources,
  fingerprint TEXT NOT NULL,
  public_url TEXT,
  ssh_url TEXT,
  description TEXT,
  website TEXT,
  icon TEXT,
  archived INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  missing_since INTEGER,
  withdrawn_at INTEGER,
  blocked TEXT, -- the reason
  outcome TEXT NOT NULL DEFAULT 'ok',
  outcome_reason TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER,
  -- What follows is made from the head and the versions, in the transaction that writes those.
  kind TEXT NOT NULL DEFAULT 'new', -- new, recipe, other
  latest_id INTEGER REFERENCES versions, -- the highest parsed version that is served
  facts_id INTEGER REFERENCES readings, -- of the latest version, else of the head
  claims_id INTEGER REFERENCES readings, -- of the head, else of the latest version
  versions INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  summary TEXT,
  category TEXT,
  status INTEGER,
  features TEXT NOT NULL DEFAULT '', -- ',backups,sso,'
  updated INTEGER NOT NULL DEFAULT 0,
  served INTEGER NOT NULL
    AS (kind = 'recipe' AND withdrawn_at IS NULL AND blocked IS NULL) VIRTUAL,
  complete TEXT, computed_status INTEGER,
  UNIQUE (coop_id, name)
) STRICT;

CREATE INDEX recipes_by_category ON recipes (category COLLATE NOCASE) WHERE category IS NOT NULL;

CREATE INDEX recipes_by_name ON recipes (served, name COLLATE NOCASE);

CREATE INDEX recipes_of_source ON recipes (source_id);

CREATE TRIGGER search_documents_begin AFTER INSERT ON recipes
BEGIN
  INSERT INTO search_documents (recipe_id, stamp)
  SELECT new.id, coalesce(max(stamp), 0) + 1 FROM search_documents;
END;

CREATE TRIGGER search_documents_stamp_recipe
AFTER UPDATE OF coop_id, name, description, archived, withdrawn_at, blocked, kind, latest_id, title,
  summary, category, status, computed_status, features, updated ON recipes
WHEN (old.coop_id, old.name, old.description, old.archived, old.served, old.latest_id, old.title,
    old.summary, old.category, old.status, old.computed_status, old.features, old.updated)
  IS NOT (new.coop_id, new.name, new.description, new.archived, new.served, new.latest_id,
    new.title, new.summary, new.category, new.status, new.computed_status, new.features, new.updated)
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = new.id;
END;

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  coop TEXT NOT NULL, -- '' for all
  recipe TEXT NOT NULL, -- '' for all
  since INTEGER NOT NULL,
  UNIQUE (coop, recipe)
) STRICT;

CREATE TABLE search_documents (
  recipe_id INTEGER PRIMARY KEY REFERENCES recipes,
  stamp INTEGER NOT NULL,
  images TEXT NOT NULL DEFAULT '', -- short names, each with its tag
  services TEXT NOT NULL DEFAULT '',
  environment TEXT NOT NULL DEFAULT '', -- keys
  overlays TEXT NOT NULL DEFAULT '',
  readme TEXT NOT NULL DEFAULT '' -- of the head, without markup
) STRICT;

CREATE UNIQUE INDEX search_documents_by_stamp ON search_documents (stamp);

CREATE TRIGGER search_documents_stamp_text
AFTER UPDATE OF images, services, environment, overlays, readme ON search_documents
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = new.recipe_id;
END;

CREATE VIEW search_texts AS
SELECT r.id AS recipe_id,
  (SELECT coalesce(group_concat(line, char(10) ORDER BY line), '')
   FROM (SELECT DISTINCT short_name || coalesce(':' || image_tag, '') AS line
         FROM services WHERE reading_id = r.facts_id AND short_name IS NOT NULL)) AS images,
  (SELECT coalesce(group_concat(line, char(10) ORDER BY line), '')
   FROM (SELECT DISTINCT name AS line FROM services WHERE reading_id = r.facts_id)) AS services,
  (SELECT coalesce(group_concat(line, char(10) ORDER BY line), '')
   FROM (SELECT DISTINCT key AS line FROM env_keys WHERE reading_id = r.facts_id)) AS environment,
  (SELECT coalesce(group_concat(line, char(10) ORDER BY line), '')
   FROM (SELECT DISTINCT name AS line FROM overlays WHERE reading_id = r.facts_id)) AS overlays
FROM recipes r;

CREATE TABLE secrets (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  overlay TEXT NOT NULL,
  name TEXT NOT NULL,
  external INTEGER NOT NULL,
  version_key TEXT,
  version TEXT,
  length INTEGER,
  charset TEXT,
  generate INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  overlay TEXT NOT NULL,
  name TEXT NOT NULL,
  image_text TEXT,
  registry TEXT,
  path TEXT,
  image_tag TEXT,
  digest TEXT,
  short_name TEXT,
  healthcheck INTEGER NOT NULL,
  privileged INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX services_by_image ON services (short_name, image_tag) WHERE short_name IS NOT NULL;

CREATE TABLE shown_checkpoints (
  origin TEXT NOT NULL,
  shown_by TEXT NOT NULL, -- verifier key of the witness
  size INTEGER NOT NULL,
  root TEXT NOT NULL, -- in base64
  note TEXT NOT NULL,
  since INTEGER NOT NULL, -- when it was first shown at this size
  at INTEGER NOT NULL,
  PRIMARY KEY (origin, shown_by)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE skipped (
  source_id INTEGER NOT NULL REFERENCES sources,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  coop_id INTEGER NOT NULL REFERENCES coops,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  shown TEXT NOT NULL,
  publish INTEGER NOT NULL,
  followed INTEGER NOT NULL,
  state TEXT NOT NULL, -- new, ok, held, failed
  reason TEXT,
  since INTEGER,
  retry_after INTEGER,
  listed INTEGER NOT NULL
) STRICT;

CREATE INDEX sources_of_coop ON sources (coop_id);

CREATE TABLE speakers (
  coop TEXT PRIMARY KEY, -- its DNS name
  origins TEXT NOT NULL, -- one a line, in order
  answered_at INTEGER, -- null where it never did
  next_attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE spoken_for (
  coop TEXT PRIMARY KEY, -- its DNS name
  origins TEXT NOT NULL -- one a line, in order
) STRICT, WITHOUT ROWID;

CREATE TABLE traits (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL, -- claimed, computed, architecture
  value TEXT NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE unprojected (
  coop TEXT NOT NULL, -- its DNS name
  recipe TEXT NOT NULL,
  tag TEXT NOT NULL, -- '' for the recipe's head, '*' for all that is stated of it
  PRIMARY KEY (coop, recipe, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE unpublished (
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  tag TEXT NOT NULL, -- '' for what is read at the head
  reason TEXT NOT NULL,
  PRIMARY KEY (recipe_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  tag TEXT NOT NULL,
  object TEXT NOT NULL,
  annotated INTEGER NOT NULL,
  commit_name TEXT NOT NULL,
  tree TEXT NOT NULL,
  claimed INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  order_key BLOB, -- null for a tag that is no version
  release INTEGER NOT NULL,
  reading_id INTEGER REFERENCES readings,
  gone_at INTEGER, -- when its tag was moved or withdrawn
  blocked TEXT, -- the reason
  time INTEGER NOT NULL AS (max(0, min(claimed, first_seen))) VIRTUAL,
  served INTEGER NOT NULL
    AS (gone_at IS NULL AND blocked IS NULL AND order_key IS NOT NULL) VIRTUAL,
  UNIQUE (recipe_id, tag, object)
) STRICT;

CREATE INDEX versions_by_commit ON versions (recipe_id, commit_name);

CREATE INDEX versions_by_first_seen ON versions (served, first_seen, order_key);

CREATE INDEX versions_by_object ON versions (object, tag);

CREATE INDEX versions_by_reading ON versions (reading_id) WHERE reading_id IS NOT NULL;

CREATE INDEX versions_in_order ON versions (recipe_id, served, order_key);

CREATE INDEX versions_odd ON versions (recipe_id) WHERE order_key IS NULL;

CREATE UNIQUE INDEX versions_present ON versions (recipe_id, tag) WHERE gone_at IS NULL;

CREATE TABLE volumes (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  overlay TEXT NOT NULL,
  name TEXT NOT NULL,
  external INTEGER NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE witnessed (
  origin TEXT PRIMARY KEY,
  origin_hash TEXT NOT NULL UNIQUE, -- SHA-256 in hex, as it is asked for
  size INTEGER NOT NULL,
  root TEXT NOT NULL, -- in base64
  note TEXT NOT NULL, -- signed by the log and cosigned by this node
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

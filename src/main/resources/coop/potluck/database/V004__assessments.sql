-- What was worked out of readings: how neighbouring versions differ, and how each recipe stands.

CREATE TABLE comparisons (
  old_object INTEGER NOT NULL REFERENCES objects,
  new_object INTEGER NOT NULL REFERENCES objects,
  schema INTEGER NOT NULL,
  differences BLOB NOT NULL, -- JSON
  PRIMARY KEY (old_object, new_object)
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

CREATE TABLE lint_outcomes (
  recipe_id INTEGER NOT NULL REFERENCES recipes,
  rule TEXT NOT NULL,
  outcome TEXT NOT NULL, -- pass, fail, not_applicable
  PRIMARY KEY (recipe_id, rule)
) STRICT, WITHOUT ROWID;

ALTER TABLE recipes ADD COLUMN computed_status INTEGER;

DROP TRIGGER search_documents_stamp_recipe;

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

-- For what is new, and for what goes on under another name.
CREATE INDEX versions_by_first_seen ON versions (served, first_seen, order_key);
CREATE INDEX versions_by_object ON versions (object, tag);

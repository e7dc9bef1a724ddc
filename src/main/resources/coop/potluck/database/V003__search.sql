-- What search reads of a recipe beside its own row, its facts and its co-op: text in lines, '' for
-- none. A row for every recipe. The stamp grows with every change of any of these, so that the
-- greatest one tells whether an index is up to date, and those above another what it lacks.
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

-- What those lines are made of.
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

-- What was read that is no more than a word: claimed and computed features, architectures.
CREATE TABLE traits (
  reading_id INTEGER NOT NULL REFERENCES readings,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL, -- claimed, computed, architecture
  value TEXT NOT NULL,
  PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;

-- Claims that say "no" are left out, as FeatureNames does.
INSERT INTO traits (reading_id, position, kind, value)
SELECT id, row_number() OVER (PARTITION BY id ORDER BY kind, value) - 1, kind, value
FROM (
  SELECT g.id, 'claimed' AS kind, claim.key AS value
  FROM readings g JOIN objects o ON o.id = g.object_id
    JOIN json_each(CAST(o.bytes AS TEXT), '$.claimed') claim
  WHERE claim.key IN ('healthcheck', 'backups', 'email', 'tests', 'sso')
    AND trim(claim.value) <> ''
    AND NOT EXISTS (
      SELECT 1 FROM json_each('["no","n/a","na","false","unknown","untested","0","?","-","⛔","❌"]') no
      WHERE substr(lower(trim(claim.value)), 1, length(no.value)) = no.value)
  UNION
  SELECT g.id, 'computed', feature.value ->> '$.name'
  FROM readings g JOIN objects o ON o.id = g.object_id
    JOIN json_each(CAST(o.bytes AS TEXT), '$.computed') feature
  WHERE feature.value ->> '$.present'
);

INSERT INTO recipe_facts (kind, value, recipe_id)
SELECT t.kind, t.value, r.id FROM recipes r JOIN traits t ON t.reading_id = r.claims_id;

-- Lists are sorted by the search, not here.
ALTER TABLE recipes DROP COLUMN folded;
DROP INDEX recipes_by_update;
DROP INDEX recipes_by_status;
ALTER TABLE recipes DROP COLUMN by_update;
ALTER TABLE recipes DROP COLUMN by_status;

INSERT INTO search_documents (recipe_id, stamp, images, services, environment, overlays)
SELECT recipe_id, recipe_id, images, services, environment, overlays FROM search_texts;

CREATE TRIGGER search_documents_begin AFTER INSERT ON recipes
BEGIN
  INSERT INTO search_documents (recipe_id, stamp)
  SELECT new.id, coalesce(max(stamp), 0) + 1 FROM search_documents;
END;

CREATE TRIGGER search_documents_stamp_text
AFTER UPDATE OF images, services, environment, overlays, readme ON search_documents
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = new.recipe_id;
END;

CREATE TRIGGER search_documents_stamp_recipe
AFTER UPDATE OF coop_id, name, description, archived, withdrawn_at, blocked, kind, latest_id, title,
  summary, category, status, features, updated ON recipes
WHEN (old.coop_id, old.name, old.description, old.archived, old.served, old.latest_id, old.title,
    old.summary, old.category, old.status, old.features, old.updated)
  IS NOT (new.coop_id, new.name, new.description, new.archived, new.served, new.latest_id,
    new.title, new.summary, new.category, new.status, new.features, new.updated)
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + 1
  WHERE recipe_id = new.id;
END;

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

-- Each of the co-op's recipes gets a stamp of its own, since no two have the same number.
CREATE TRIGGER search_documents_stamp_coop AFTER UPDATE OF alias, name, rank ON coops
WHEN (old.alias, old.name, old.rank) IS NOT (new.alias, new.name, new.rank)
BEGIN
  UPDATE search_documents SET stamp = (SELECT max(stamp) FROM search_documents) + recipe_id
  WHERE recipe_id IN (SELECT id FROM recipes WHERE coop_id = new.id);
END;

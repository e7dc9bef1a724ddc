-- What this node cosigned as a witness, and what other witnesses show of the logs that it follows.

CREATE TABLE witnessed (
  origin TEXT PRIMARY KEY,
  origin_hash TEXT NOT NULL UNIQUE, -- SHA-256 in hex, as it is asked for
  size INTEGER NOT NULL,
  root TEXT NOT NULL, -- in base64
  note TEXT NOT NULL, -- signed by the log and cosigned by this node
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

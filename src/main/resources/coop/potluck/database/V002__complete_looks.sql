-- The refs and the parser of the last look after which nothing was left to read; null after a look
-- that was cut short.
ALTER TABLE recipes ADD COLUMN complete TEXT;

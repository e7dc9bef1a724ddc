// Command verifier reads a transparency log to its last entry, with the packages that Go checks
// its own module database with. It shares no code with the node that serves the log.
//
//	verifier http://127.0.0.1:8080/log 'catalogue.example.coop/log+1a2b3c4d+AX…'
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	maxBytes   = tileWidth * (2 + 0xFFFF)
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: verifier LOG-URL VERIFIER-KEY")
		os.Exit(2)
	}
	origin, entries, err := verify(strings.TrimSuffix(os.Args[1], "/"), os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "Go verifier:", err)
		os.Exit(1)
	}
	fmt.Printf("Go verifier: read %d entries of %s, all in order\n", entries, origin)
}

func verify(url, vkey string) (origin string, entries int64, err error) {
	log := &server{
		url:    url,
		client: &http.Client{Timeout: 30 * time.Second},
		saved:  map[tlog.Tile][]byte{},
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", 0, err
	}
	tree, err := log.checkpoint(verifier)
	if err != nil {
		return "", 0, fmt.Errorf("checkpoint: %w", err)
	}
	tiles := tlog.TileHashReader(tree, log)
	own, err := readEntries(log, tree.N, tiles)
	if err != nil {
		return "", 0, err
	}
	root, err := own.root(tree.N)
	if err != nil {
		return "", 0, err
	}
	if root != tree.Hash {
		return "", 0, errors.New("the entries make another root than the checkpoint's")
	}
	return verifier.Name(), tree.N, checkProofs(tree, tiles, own)
}

// A server is one log over HTTP; it is the tlog.TileReader of its tiles.
type server struct {
	url    string
	client *http.Client
	saved  map[tlog.Tile][]byte // tiles that were checked
}

func (s *server) get(path string) ([]byte, error) {
	response, err := s.client.Get(s.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(body) > maxBytes {
		return nil, fmt.Errorf("%s: over %d bytes", path, maxBytes)
	}
	return body, nil
}

// checkpoint fetches the tree's head; the key's name must be its origin.
func (s *server) checkpoint(verifier note.Verifier) (tree tlog.Tree, err error) {
	body, err := s.get("checkpoint")
	if err != nil {
		return tree, err
	}
	signed, err := note.Open(body, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, fmt.Errorf("not one of %s: %q", verifier.Name(), signed.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tree, fmt.Errorf("no size: %q", lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

func (s *server) Height() int { return tileHeight }

func (s *server) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		s.saved[tile] = data[i]
	}
}

func (s *server) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		if saved, ok := s.saved[tile]; ok {
			data[i] = saved
			continue
		}
		// Go's paths have the height in them, which is always 8 in tlog-tiles.
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		body, err := s.get(path)
		if err != nil {
			return nil, err
		}
		if len(body) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes for %d hashes", path, len(body), tile.W)
		}
		data[i] = body
	}
	return data, nil
}

// bundle fetches the entries from start on; there are count of them.
func (s *server) bundle(start int64, count int) ([][]byte, error) {
	tile := tlog.Tile{H: tileHeight, L: 0, N: start / tileWidth, W: count}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", tileHeight), "tile/entries/", 1)
	rest, err := s.get(path)
	if err != nil {
		return nil, err
	}
	entries := make([][]byte, 0, count)
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s: it ends within an entry", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries = append(entries, rest[2:end])
		rest = rest[end:]
	}
	if len(entries) != count {
		return nil, fmt.Errorf("%s: %d entries, not %d", path, len(entries), count)
	}
	return entries, nil
}

// A memory holds the hashes of a tree that was made of its entries here.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(m)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes[i] = m[index]
	}
	return hashes, nil
}

func (m memory) root(size int64) (tlog.Hash, error) {
	if size == 0 {
		return sha256.Sum256(nil), nil
	}
	return tlog.TreeHash(size, m)
}

// readEntries compares each entry with the log's tiles, which are checked against its checkpoint.
func readEntries(log *server, size int64, tiles tlog.HashReader) (memory, error) {
	var own memory
	for start := int64(0); start < size; start += tileWidth {
		count := tileWidth
		if size-start < tileWidth {
			count = int(size - start)
		}
		entries, err := log.bundle(start, count)
		if err != nil {
			return nil, err
		}
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
		}
		hashes, err := tiles.ReadHashes(indexes)
		if err != nil {
			return nil, fmt.Errorf("tiles of the entries from %d on: %w", start, err)
		}
		for i, entry := range entries {
			at := start + int64(i)
			if tlog.RecordHash(entry) != hashes[i] {
				return nil, fmt.Errorf("entry %d is not what its tile has the hash of", at)
			}
			more, err := tlog.StoredHashes(at, entry, own)
			if err != nil {
				return nil, err
			}
			own = append(own, more...)
		}
	}
	return own, nil
}

// checkProofs makes proofs of the log's tiles and checks them against roots that were made here.
func checkProofs(tree tlog.Tree, tiles tlog.HashReader, own memory) error {
	seen := map[int64]bool{}
	for _, at := range []int64{0, 1, 255, 256, 257, tree.N / 3, tree.N / 2, tree.N - 2, tree.N - 1} {
		if at < 0 || at >= tree.N || seen[at] {
			continue
		}
		seen[at] = true
		leaf, err := own.ReadHashes([]int64{tlog.StoredHashIndex(0, at)})
		if err != nil {
			return err
		}
		record, err := tlog.ProveRecord(tree.N, at, tiles)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(record, tree.N, tree.Hash, at, leaf[0]); err != nil {
			return fmt.Errorf("inclusion of entry %d: %w", at, err)
		}
		older, err := own.root(at + 1)
		if err != nil {
			return err
		}
		growth, err := tlog.ProveTree(tree.N, at+1, tiles)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(growth, tree.N, tree.Hash, at+1, older); err != nil {
			return fmt.Errorf("consistency with the tree of %d: %w", at+1, err)
		}
	}
	return nil
}

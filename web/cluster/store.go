package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"shortlist/web"
)

// Store is a web.Store in a key-value bucket. A key is made of a name for the id,
// the value's own name, and the number of a piece of it, since a message of
// NATS has 1 MB at most. Piece 0 is written last and says how many there are.
type Store struct {
	node   *Node
	bucket string
	kv     jetstream.KeyValue
	stream jetstream.Stream
}

var _ web.Store = (*Store)(nil)

const pieceSize = 512 << 10

// storeVersion is the first byte of piece 0; the second is the number of pieces.
const storeVersion = 1

// setUp makes the bucket: a stream by the conventions of NATS. Reads go to the
// stream's leader, since other servers may not have yet what was just written,
// or may still have what was just deleted.
func (s *Store) setUp(ctx context.Context) (err error) {
	s.stream, err = s.node.makeStream(ctx, jetstream.StreamConfig{
		Name: "KV_" + s.bucket, Subjects: []string{s.subject(">")}, Description: "Sealed values of shortlist",
		MaxMsgsPerSubject: 1, MaxBytes: s.node.Space, Discard: jetstream.DiscardNew,
		AllowMsgTTL: true, AllowRollup: true, DenyDelete: true,
	})
	if err == nil {
		s.kv, err = s.node.js.KeyValue(ctx, s.bucket)
	}
	return err
}

func (s *Store) subject(key string) string { return "$KV." + s.bucket + "." + key }

// Put implements web.Store.
func (s *Store) Put(ctx context.Context, id, name string, value []byte, expires time.Time) error {
	sealer, owner := newSealer([]byte(id), s.bucket)
	sealed := sealer.seal(nil, value, name)
	pieces := slices.Collect(slices.Chunk(sealed, pieceSize))
	if len(pieces) > 255 {
		return fmt.Errorf("%w: a value has %d bytes", web.ErrFull, len(value))
	}
	pieces[0] = append([]byte{storeVersion, byte(len(pieces))}, pieces[0]...)
	for i, piece := range slices.Backward(pieces) {
		// NATS counts in seconds.
		ttl := max(time.Until(expires).Round(time.Second), time.Second)
		err := s.node.try(ctx, func(ctx context.Context) error {
			_, err := s.kv.Create(ctx, pieceKey(owner, name, i), piece, jetstream.KeyTTL(ttl))
			if errors.Is(err, jetstream.ErrKeyExists) {
				return nil
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func pieceKey(owner, name string, i int) string { return owner + "." + name + "." + strconv.Itoa(i) }

// Get implements web.Store.
func (s *Store) Get(ctx context.Context, id, name string) ([]byte, error) {
	sealer, owner := newSealer([]byte(id), s.bucket)
	sealed, err := s.piece(ctx, owner, name, 0)
	if err != nil {
		return nil, err
	}
	if len(sealed) < 2 || sealed[0] != storeVersion {
		return nil, fmt.Errorf("%w: a value was written by a later version", web.ErrAway)
	}
	pieces := int(sealed[1])
	sealed = sealed[2:]
	for i := 1; i < pieces; i++ {
		piece, err := s.piece(ctx, owner, name, i)
		if err != nil {
			return nil, err
		}
		sealed = append(sealed, piece...)
	}
	return sealer.open(sealed, name)
}

func (s *Store) piece(ctx context.Context, owner, name string, i int) (piece []byte, err error) {
	err = s.node.try(ctx, func(ctx context.Context) error {
		entry, err := s.kv.Get(ctx, pieceKey(owner, name, i))
		if err == nil {
			piece = entry.Value()
		}
		return err
	})
	return piece, err
}

// Names implements web.Store.
func (s *Store) Names(ctx context.Context, id, prefix string) (names []string, err error) {
	_, owner := newSealer([]byte(id), s.bucket)
	all := s.subject(owner + ".")
	err = s.node.try(ctx, func(ctx context.Context) error {
		info, err := s.stream.Info(ctx, jetstream.WithSubjectFilter(all+">"))
		if err != nil {
			return err
		}
		names = nil
		for subject := range info.State.Subjects {
			name, whole := strings.CutSuffix(strings.TrimPrefix(subject, all), ".0")
			if whole && strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// Delete implements web.Store.
func (s *Store) Delete(ctx context.Context, id string, names ...string) error {
	_, owner := newSealer([]byte(id), s.bucket)
	keys := []string{owner + ".>"}
	if len(names) > 0 {
		keys = nil
	}
	for _, name := range names {
		keys = append(keys, owner+"."+name+".*")
	}
	for _, key := range keys {
		err := s.node.try(ctx, func(ctx context.Context) error {
			return s.stream.Purge(ctx, jetstream.WithPurgeSubject(s.subject(key)))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

package web

import (
	"container/list"
	"crypto/rand"
	"sync"
	"time"

	"shortlist/scorer"
)

// store holds the live reports in memory. Each goes when its time is up, when
// it is deleted, or when a newer one needs its place.
type store struct {
	ttl time.Duration
	max int

	mu      sync.Mutex
	entries map[string]*list.Element // of stored
	order   *list.List               // oldest first
}

type stored struct {
	id      string
	report  *scorer.Report
	expires time.Time
	timer   *time.Timer
}

func newStore(ttl time.Duration, most int) *store {
	return &store{ttl: ttl, max: most, entries: make(map[string]*list.Element), order: list.New()}
}

// add keeps the report and returns its id: 130 random bits, so that who has not
// been given it cannot find it.
func (s *store) add(r *scorer.Report) string {
	id := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.entries) >= s.max {
		s.drop(s.order.Front())
	}
	s.entries[id] = s.order.PushBack(&stored{
		id:      id,
		report:  r,
		expires: time.Now().Add(s.ttl),
		timer:   time.AfterFunc(s.ttl, func() { s.remove(id) }),
	})
	return id
}

// get returns a report and when it goes; nil if there is none.
func (s *store) get(id string) (*scorer.Report, time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		return nil, time.Time{}
	}
	kept := e.Value.(*stored)
	return kept.report, kept.expires
}

// remove forgets a report and tells whether there was one.
func (s *store) remove(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if ok {
		s.drop(e)
	}
	return ok
}

func (s *store) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.order.Len() > 0 {
		s.drop(s.order.Front())
	}
}

// drop forgets e; the caller holds the lock.
func (s *store) drop(e *list.Element) {
	kept := s.order.Remove(e).(*stored)
	kept.timer.Stop()
	delete(s.entries, kept.id)
}

package web

import (
	"container/list"
	"crypto/rand"
	"sync"
	"time"

	"shortlist/scorer"
)

// store holds the live reports in memory. Each goes when its time is up, when
// it is deleted, or when a newer one needs its place; its file and pictures go
// with it, or before it where they take too much memory.
type store struct {
	ttl   time.Duration
	most  int // reports
	space int // bytes of files and pictures

	mu      sync.Mutex
	entries map[string]*list.Element // of *stored
	order   *list.List               // oldest first
	used    int                      // bytes of files and pictures
}

// kept is a report with what its page offers.
type kept struct {
	report  *scorer.Report
	posting string // that it was held against; "" if none
	pdf     []byte // to draw its pages; nil for other kinds
	before  string // id of the report on the version before, "" if none; who may see this one may not see that
}

type stored struct {
	kept
	id       string
	expires  time.Time
	timer    *time.Timer
	pictures map[int][]byte // by page
}

func newStore(ttl time.Duration, most, space int) *store {
	return &store{ttl: ttl, most: most, space: space, entries: make(map[string]*list.Element), order: list.New()}
}

// add keeps the report and returns its id: 130 random bits, so that who has not
// been given it cannot find it.
func (s *store) add(k kept) string {
	id := rand.Text()
	s.put(id, k)
	return id
}

// put keeps the report under an id that is not taken.
func (s *store) put(id string, k kept) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.entries) >= s.most {
		s.drop(s.order.Front())
	}
	s.entries[id] = s.order.PushBack(&stored{
		kept:     k,
		id:       id,
		expires:  time.Now().Add(s.ttl),
		timer:    time.AfterFunc(s.ttl, func() { s.remove(id) }),
		pictures: make(map[int][]byte),
	})
	s.use(len(k.pdf))
}

// len returns how many reports there are.
func (s *store) len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.entries)
}

// get returns a report and when it goes, and whether there is one.
func (s *store) get(id string) (k kept, expires time.Time, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		return kept{}, time.Time{}, false
	}
	x := e.Value.(*stored)
	return x.kept, x.expires, true
}

// picture returns the picture of a page, nil if it was not drawn.
func (s *store) picture(id string, page int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[id]; ok {
		return e.Value.(*stored).pictures[page]
	}
	return nil
}

// addPicture keeps the picture of a page for as long as its report and file live.
func (s *store) addPicture(id string, page int, png []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		return
	}
	x := e.Value.(*stored)
	if x.pdf == nil || x.pictures[page] != nil {
		return
	}
	x.pictures[page] = png
	s.use(len(png))
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

// use counts bytes. Where they are too many, the oldest reports lose their file
// and pictures. The caller holds the lock.
func (s *store) use(bytes int) {
	s.used += bytes
	for e := s.order.Front(); e != nil && s.used > s.space; e = e.Next() {
		s.empty(e.Value.(*stored))
	}
}

// empty drops the file and pictures of a report; the caller holds the lock.
func (s *store) empty(x *stored) {
	s.used -= len(x.pdf)
	for _, png := range x.pictures {
		s.used -= len(png)
	}
	x.pdf, x.pictures = nil, make(map[int][]byte)
}

// drop forgets e; the caller holds the lock.
func (s *store) drop(e *list.Element) {
	x := s.order.Remove(e).(*stored)
	x.timer.Stop()
	s.empty(x)
	delete(s.entries, x.id)
}

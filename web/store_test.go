package web

import (
	"testing"
	"testing/synctest"
	"time"

	"shortlist/scorer"
)

func TestStoreExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(time.Hour, 10, 0)
		start := time.Now()
		id := s.add(kept{report: &scorer.Report{Score: 71}})

		time.Sleep(59 * time.Minute)
		k, expires, ok := s.get(id)
		if !ok || k.report.Score != 71 {
			t.Fatalf("after 59 minutes the report is %v", k.report)
		}
		if want := start.Add(time.Hour); !expires.Equal(want) {
			t.Errorf("expires at %v, want %v", expires, want)
		}

		time.Sleep(time.Minute)
		synctest.Wait()
		if len(s.entries) != 0 || s.order.Len() != 0 {
			t.Errorf("after an hour %d entries and %d in order are still held", len(s.entries), s.order.Len())
		}
	})
}

func TestStoreDropsOldest(t *testing.T) {
	s := newStore(time.Hour, 2, 0)
	defer s.clear()
	var ids []string
	for score := range 4 {
		ids = append(ids, s.add(kept{report: &scorer.Report{Score: score}}))
	}
	for i, id := range ids {
		if _, _, ok := s.get(id); ok != (i >= 2) {
			t.Errorf("report %d of 4 is held: %t", i+1, ok)
		}
	}
}

func TestStoreRemove(t *testing.T) {
	s := newStore(time.Hour, 2, 0)
	id := s.add(kept{})
	if !s.remove(id) {
		t.Error("removing a report found none")
	}
	if s.remove(id) {
		t.Error("a report could be removed twice")
	}
	if _, _, ok := s.get(id); ok || s.order.Len() != 0 {
		t.Error("a removed report is still held")
	}
}

func TestStoreIDs(t *testing.T) {
	s := newStore(time.Hour, 1000, 0)
	defer s.clear()
	seen := map[string]bool{}
	for range 1000 {
		id := s.add(kept{})
		if len(id) < 26 || seen[id] { // 26 base32 digits are 130 bits
			t.Fatalf("id %q is too short or taken", id)
		}
		seen[id] = true
	}
}

// The oldest reports lose their files and pictures first, and keep the rest.
func TestStoreSpace(t *testing.T) {
	s := newStore(time.Hour, 10, 100)
	defer s.clear()
	ids := []string{s.add(kept{pdf: make([]byte, 40)}), s.add(kept{pdf: make([]byte, 40)})}
	for range 2 { // the second time it is there already
		s.addPicture(ids[0], 1, make([]byte, 20))
	}
	if s.used != 100 || len(s.picture(ids[0], 1)) != 20 {
		t.Fatalf("%d bytes are used, want 100", s.used)
	}
	s.addPicture(ids[1], 1, make([]byte, 1))
	if k, _, ok := s.get(ids[0]); !ok || k.pdf != nil || s.picture(ids[0], 1) != nil {
		t.Error("the oldest report is gone, or still has its file")
	}
	if k, _, _ := s.get(ids[1]); k.pdf == nil || s.picture(ids[1], 1) == nil || s.used != 41 {
		t.Errorf("the younger report lost its file, %d bytes are used", s.used)
	}
	s.addPicture(ids[0], 2, make([]byte, 1))
	s.addPicture("none", 1, make([]byte, 1))
	if s.used != 41 {
		t.Error("a picture is kept for a report without a file")
	}
	s.remove(ids[1])
	if s.add(kept{pdf: make([]byte, 101)}); s.used != 0 {
		t.Errorf("%d bytes are used", s.used)
	}
}

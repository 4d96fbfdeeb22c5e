package web

import (
	"testing"
	"testing/synctest"
	"time"

	"shortlist/scorer"
)

func TestStoreExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(time.Hour, 10)
		start := time.Now()
		id := s.add(&scorer.Report{Score: 71})

		time.Sleep(59 * time.Minute)
		report, expires := s.get(id)
		if report == nil || report.Score != 71 {
			t.Fatalf("after 59 minutes the report is %v", report)
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
	s := newStore(time.Hour, 2)
	defer s.clear()
	var ids []string
	for score := range 4 {
		ids = append(ids, s.add(&scorer.Report{Score: score}))
	}
	for i, id := range ids {
		if report, _ := s.get(id); (report != nil) != (i >= 2) {
			t.Errorf("report %d of 4 is held: %t", i+1, report != nil)
		}
	}
}

func TestStoreRemove(t *testing.T) {
	s := newStore(time.Hour, 2)
	id := s.add(&scorer.Report{})
	if !s.remove(id) {
		t.Error("removing a report found none")
	}
	if s.remove(id) {
		t.Error("a report could be removed twice")
	}
	if report, _ := s.get(id); report != nil || s.order.Len() != 0 {
		t.Error("a removed report is still held")
	}
}

func TestStoreIDs(t *testing.T) {
	s := newStore(time.Hour, 1000)
	defer s.clear()
	seen := map[string]bool{}
	for range 1000 {
		id := s.add(nil)
		if len(id) < 26 || seen[id] { // 26 base32 digits are 130 bits
			t.Fatalf("id %q is too short or taken", id)
		}
		seen[id] = true
	}
}

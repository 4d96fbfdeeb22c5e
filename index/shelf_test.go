package index_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shortlist/index"
)

func openShelf(t *testing.T, folder string) *index.Shelf {
	t.Helper()
	s, err := index.OpenShelf(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is put on a shelf is there after it was closed, is found by words and
// labels, newest first, and is gone once it is taken away.
func TestShelf(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "shelf")
	s := openShelf(t, folder)
	err := s.Change([]index.Record{
		{ID: "a", Text: "Caching in Go", Labels: map[string][]string{"town": {"Berlin, Germany", "Porto"}}, Order: "2026-01-02", Data: []byte("A")},
		{ID: "b", Text: "Caches in C++", Labels: map[string][]string{"town": {"Porto"}}, Order: "2026-01-03", Data: []byte("B")},
		{ID: "c", Text: "Queues", Labels: map[string][]string{"town": {"Porto"}}, Order: "2026-01-01", Data: []byte("C")},
	}, nil, "note", []byte("kept"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := index.OpenShelf(folder); !errors.Is(err, index.ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openShelf(t, folder)
	defer s.Close()
	for _, c := range []struct {
		name  string
		query index.Search
		want  string
		total int
	}{
		{"all, newest first", index.Search{Size: 9}, "BAC", 3},
		{"words by their stems", index.Search{Text: "cache", Size: 9}, "BA", 2},
		{"all words", index.Search{Text: "cache C++", Size: 9}, "B", 1},
		{"a label as a whole", index.Search{Labels: map[string]string{"town": "Berlin, Germany"}, Size: 9}, "A", 1},
		{"no part of a label", index.Search{Labels: map[string]string{"town": "Berlin"}, Size: 9}, "", 0},
		{"a page", index.Search{From: 1, Size: 1}, "A", 3},
	} {
		found, err := s.Search(c.query)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range found.Records {
			got += string(r.Data)
		}
		if got != c.want || found.Total != c.total {
			t.Errorf("%s: %q of %d, want %q of %d", c.name, got, found.Total, c.want, c.total)
		}
	}
	found, err := s.Search(index.Search{Count: map[string]int{"town": 5}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]index.Counted{{"Porto", 3}, {"Berlin, Germany", 1}}, found.Counts["town"]); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if note, err := s.Note("note"); err != nil || string(note) != "kept" {
		t.Errorf("the note is %q, %v", note, err)
	}
	if err := s.Change(nil, []string{"a"}, "note", nil); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.Get("a"); ok || err != nil {
		t.Errorf("what was taken away is there: %v", err)
	}
	if data, ok, err := s.Get("b"); !ok || err != nil || string(data) != "B" {
		t.Errorf("Get(b) = %q, %v, %v", data, ok, err)
	}
}

package scorer

import (
	"strings"
	"testing"

	"shortlist/parser"
)

// Everything that a report can find has a criterion with a text, and only that.
func TestCriteria(t *testing.T) {
	s := newScorer(t)
	for _, role := range s.Roles() {
		testCriteria(t, s, role)
	}
}

func testCriteria(t *testing.T, s *Scorer, role string) {
	r := check(t, s, parser.FromText(longResume()), Options{Role: role})
	var found []string
	for _, f := range r.Findings {
		found = append(found, f.ID+" "+f.Category)
	}
	for _, x := range r.Signals {
		found = append(found, x.ID+" evidence")
	}
	criteria := s.Criteria(role)
	if len(criteria) != len(found) {
		t.Fatalf("%d criteria for %d findings and signals", len(criteria), len(found))
	}
	for i, c := range criteria {
		if c.ID+" "+c.Category != found[i] || c.Title == "" || !strings.HasSuffix(c.Help, ".") {
			t.Errorf("criterion %d is %+v, want one with a title and a text for %s", i, c, found[i])
		}
	}
}

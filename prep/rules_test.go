package prep

import (
	"slices"
	"strings"
	"testing"

	"shortlist/parser"
	"shortlist/scorer"
)

func TestScorerFollowsRubric(t *testing.T) {
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	leads := map[string]string{}
	for _, r := range s.Rules() {
		questions := r.ByRole["backend"]
		if len(questions) == 0 {
			continue
		}
		slices.Sort(questions)
		leads[r.ID] = strings.Join(questions, " ")
	}
	if len(leads) != len(rubric) {
		t.Errorf("the scorer has %d signals, the rubric %d", len(leads), len(rubric))
	}
	for _, r := range rubric {
		want := strings.Fields(r.questions)
		slices.Sort(want)
		if got := leads[r.signal]; got != strings.Join(want, " ") {
			t.Errorf("%s leads to %q, want %q", r.signal, got, want)
		}
	}
	l, err := Load(s.Rules())
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}

// From a resume to its questions, with the real scorer.
func TestLinksOfAResume(t *testing.T) {
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	l, err := Load(s.Rules())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const line = "Cut p99 latency of the checkout from 900 ms to 120 ms with a Redis cache"
	report, err := s.Check(parser.FromText(`Dana Example
dana@example.com

EXPERIENCE

Backend Engineer, Acme
March 2021 - present
- `+line+`

SKILLS

Go, Kafka
`), scorer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	links := l.Links(report)
	find := func(list []Link, id string) Link {
		i := slices.IndexFunc(list, func(l Link) bool { return l.Question.ID == id })
		if i < 0 {
			t.Fatalf("no link to %s", id)
		}
		return list[i]
	}
	claim := find(links.Claims, "p99-regression")
	if claim.Level != scorer.Measured || !strings.Contains(claim.Evidence[0].Quote, line) || claim.Why == "" {
		t.Errorf("the claim is %q", describe([]Link{claim}))
	}
	gap := find(links.Gaps, "production-incident")
	if gap.Level != scorer.Absent || gap.Why == "" || gap.How == "" || len(gap.Evidence) > 0 {
		t.Errorf("the gap is %q", describe([]Link{gap}))
	}
	if named := find(links.Gaps, "webhook-pipeline"); !slices.ContainsFunc(named.Evidence, func(e scorer.Evidence) bool { return strings.Contains(e.Quote, "Kafka") }) {
		t.Errorf("the gap on what is only named is %q", describe([]Link{named}))
	}
	for _, list := range [][]Link{links.Gaps, links.Claims} {
		seen := map[string]bool{}
		for _, link := range list {
			if seen[link.Question.ID] {
				t.Errorf("%s is there twice", link.Question.ID)
			}
			seen[link.Question.ID] = true
		}
	}
}

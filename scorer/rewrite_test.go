package scorer

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"shortlist/parser"
)

const rewriteText = `Jordan Ellery
jordan@example.com

Experience
Backend Engineer, Halden Freight, Mar 2022 – Present
- Worked on the search
- Moved label printing onto Kafka with idempotent consumers

Skills
Go, Kafka, Redis`

// lineOf returns the id of the line that ends with a text.
func lineOf(t *testing.T, doc *parser.Document, text string) int {
	t.Helper()
	i := slices.IndexFunc(doc.Lines, func(l parser.Line) bool { return strings.HasSuffix(l.Text, text) })
	if i < 0 {
		t.Fatalf("no line %q", text)
	}
	return i
}

func TestRewrite(t *testing.T) {
	s := newScorer(t)
	doc := parser.FromText(rewriteText)
	line := lineOf(t, doc, "Worked on the search")
	before, err := s.Check(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text  string
		level Level
		says  string
	}{
		{"Worked on the search", Absent, "none of the skills"},
		{"Added a Redis cache in front of the search", Shown, "With an honest figure"},
		{"Added a Redis cache in front of the search and cut its p99 latency from 900 ms to 120 ms", Measured, "A line cannot do more"},
	} {
		r, lines, err := s.Rewrite(doc, Options{}, []Rewrite{{line, tt.text}})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines[0]; got.Best() != tt.level || !strings.Contains(got.Reason(), tt.says) || got.Was != "Worked on the search" {
			t.Errorf("%q: %v of %q: %s", tt.text, got.Best(), got.Was, got.Reason())
		}
		// The report is that of a document which says so from the start.
		want, err := s.Check(parser.FromText(strings.Replace(rewriteText, "Worked on the search", tt.text, 1)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Score != want.Score || !slices.EqualFunc(r.Signals, want.Signals, func(a, b Signal) bool { return a.Level == b.Level && a.Points == b.Points }) {
			t.Errorf("%q: a score of %d, want %d", tt.text, r.Score, want.Score)
		}
		if tt.level > Absent && r.Score <= before.Score {
			t.Errorf("%q: the score is %d, and was %d", tt.text, r.Score, before.Score)
		}
	}
}

// Anything may be typed, also nothing, and into all lines at once.
func TestRewriteTakesAnyText(t *testing.T) {
	s := newScorer(t)
	doc := parser.FromText(rewriteText)
	for _, text := range []string{"", " ", "-", "•", "a", "Kafka", "💥", "I:\t", strings.Repeat("Kafka ", 150), "9% (", "\xff"} {
		var all []Rewrite
		for _, st := range Rewritable(doc) {
			all = append(all, Rewrite{st.Lines[0], text})
		}
		r, lines, err := s.Rewrite(doc, Options{}, all)
		if err != nil || len(lines) != len(all) || len(all) == 0 || r.Score < 0 || r.Score > 100 {
			t.Errorf("%q: %v, %d lines", text, err, len(lines))
		}
	}
}

func TestRewriteRefusesOtherLines(t *testing.T) {
	s := newScorer(t)
	doc := parser.FromText(rewriteText)
	for _, line := range []int{-1, 0, lineOf(t, doc, "Go, Kafka, Redis"), len(doc.Lines)} {
		if _, _, err := s.Rewrite(doc, Options{}, []Rewrite{{line, "Led it"}}); !errors.Is(err, ErrLine) {
			t.Errorf("line %d: %v, want ErrLine", line, err)
		}
	}
}

// What the page on the score says must be what reports count with.
func TestSchemeAddsUp(t *testing.T) {
	s := newScorer(t)
	r, err := s.Check(parser.FromText(rewriteText), Options{})
	if err != nil {
		t.Fatal(err)
	}
	scheme := s.Scheme()
	sum := 0.0
	for i, c := range scheme.Categories {
		sum += c.Max
		if got := r.Categories[i]; got.ID != c.ID || !strings.HasSuffix(strings.ToLower(got.Label), strings.ToLower(c.Label)) || got.Max != c.Max {
			t.Errorf("category %+v, in a report %+v", c, got)
		}
		checks := 0.0
		for _, x := range c.Checks {
			checks += x.Max
		}
		if c.ID != "evidence" && checks != c.Max {
			t.Errorf("%s: the checks give %v of %v", c.ID, checks, c.Max)
		}
	}
	if sum != 100 {
		t.Errorf("the categories give %v", sum)
	}
	for _, role := range scheme.Roles {
		signals, points := 0, 0.0
		for _, f := range role.Families {
			signals += len(f.Signals)
			points += f.Max
		}
		r, err := s.Check(parser.FromText(rewriteText), Options{Role: role.ID})
		if err != nil {
			t.Fatal(err)
		}
		if signals != len(r.Signals) || points != evidencePoints {
			t.Errorf("%s: %d signals give %v points, in a report there are %d", role.ID, signals, points, len(r.Signals))
		}
	}
}

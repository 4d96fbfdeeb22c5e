package prep

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSearch(t *testing.T) {
	l := testLibrary(t)
	for _, test := range []struct{ query, first, where, hit string }{
		{"rate limiter", "rate-limiter", "Question", "rate limiter"},
		{"rate limiting", "rate-limiter", "", "rate"},
		{"token bucket", "rate-limiter", "Framework", "token bucket"},
		{"stampede", "caching-failure-modes", "", "Stampede"},
		{"stampde", "caching-failure-modes", "", "Stampede"}, // a typo
		{"FOR UPDATE", "optimistic-vs-pessimistic-locking", "Framework", "FOR UPDATE"},
		{"dead lett", "webhook-pipeline", "", "dead letter"}, // as one types
		{"certificates scheduled jobs", "inherited-service", "Framework", "certificates"},
	} {
		t.Run(test.query, func(t *testing.T) {
			hits, err := l.Search(test.query, Names{})
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) == 0 {
				t.Fatal("found nothing")
			}
			h := hits[0]
			if h.Question.ID != test.first || test.where != "" && h.Where != test.where {
				t.Errorf("first is %s (%s), want %s (%s)", h.Question.ID, h.Where, test.first, test.where)
			}
			var marked []string
			for _, f := range h.Snippet {
				if f.Hit {
					marked = append(marked, f.Text)
				}
			}
			if got := strings.ToLower(strings.Join(marked, " ")); !strings.Contains(got, strings.ToLower(strings.Fields(test.hit)[0])) {
				t.Errorf("marked %q, want %q among it", marked, test.hit)
			}
		})
	}
}

func TestScatteredWordsAreNoHitBesideOthers(t *testing.T) {
	hits, err := testLibrary(t).Search("token bucket", Names{})
	if err != nil || len(hits) != 1 || hits[0].Question.ID != "rate-limiter" {
		t.Errorf("%d hits, error %v; want the rate limiter alone", len(hits), err)
	}
}

func TestSearchFindsNothing(t *testing.T) {
	l := testLibrary(t)
	for _, query := range []string{"", "  ", "zeppelin", "rate zeppelin", `"`, "the", "The", "a", "how do you", "what is it"} {
		hits, err := l.Search(query, Names{})
		if err != nil || len(hits) != 0 {
			t.Errorf("%q: %d hits, error %v", query, len(hits), err)
		}
	}
}

// Whatever is looked for, a snippet is a stretch of the passage, short, whole
// in its letters, with something marked.
func TestSnippets(t *testing.T) {
	l := testLibrary(t)
	for _, query := range []string{"the transaction", "transaction", "latency", "deploy rollback", "100", "p99", "cost"} {
		hits, err := l.Search(query, Names{})
		if err != nil {
			t.Fatal(err)
		}
		if len(hits) == 0 {
			t.Errorf("%q: found nothing", query)
		}
		for _, h := range hits {
			var text strings.Builder
			marked := false
			for _, f := range h.Snippet {
				text.WriteString(f.Text)
				marked = marked || f.Hit
			}
			s := text.String()
			if !marked || len(s) > snippetLength+10 || !utf8.ValidString(s) {
				t.Errorf("%q: snippet %q (%d bytes), marked: %v", query, s, len(s), marked)
			}
			core := strings.TrimSuffix(strings.TrimPrefix(s, "… "), " …")
			found := false
			for _, p := range l.passages[h.Question.ID] {
				found = found || p.where == h.Where && strings.Contains(p.text, core)
			}
			if !found {
				t.Errorf("%q: %q is no stretch of %s (%s)", query, core, h.Question.ID, h.Where)
			}
		}
	}
}

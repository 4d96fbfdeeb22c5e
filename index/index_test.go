package index_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shortlist/index"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, stems string }{
		{"Cached the databases", "cach the databas"},
		{"Developers developed containers; engineering an engine", "developer develop container engin an engin"},
		{"C++, C# and F#", "c++ c# and f#"},
		{"C/C++", "c c++"},
		{".NET, ASP.NET and VB.NET", ".net asp.net and vb.net"},
		{"Node.js. Next.js", "node.js next.js"},
		{"CI/CD, A/B tests, PL/SQL, I/O", "ci/cd a/b test pl/sql i/o"},
		{"Java/Kotlin", "java kotlin"},
		{"Wrote Java.Then left.", "wrote java then left"},
		{"p99.9 from 1,200 ms", "p99.9 from 1,200 ms"},
		{"N+1 queries", "n+1 queri"},
		{"Acme's on-call", "acm on call"},
		{"the team’s work", "the team work"},
		{"#1 in sales", "1 in sale"},
		{"networks. net sales", "network net sale"},
		{"Développé à Genève", "développé à genève"},
		{"", ""},
		{"• – …", ""},
	} {
		var stems []string
		for _, tok := range index.Tokens(c.text) {
			stems = append(stems, tok.Stem)
			if c.text[tok.Start:tok.End] != tok.Text {
				t.Errorf("Tokens(%q): %q is not at its offsets", c.text, tok.Text)
			}
		}
		if got := strings.Join(stems, " "); got != c.stems {
			t.Errorf("Tokens(%q) = %q, want %q", c.text, got, c.stems)
		}
	}
}

var entries = []index.Entry{
	{ID: "a", Group: "experience", Text: "Migrated PostgreSQL databases; caches in Redis."},
	{ID: "b", Group: "experience", Text: "Was on call for the payments API in Go and C++."},
	{ID: "c", Group: "skills", Text: "Go, C++, PostgreSQL, .NET, Node.js"},
	{ID: "d", Group: "skills", Text: "Called on customers; database of clients."},
}

func open(t testing.TB, entries []index.Entry) *index.Index {
	t.Helper()
	x, err := index.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// found writes hits as "id:word|word", each word with the term it stands for
// where that is not the word itself.
func found(hits []index.Hit, texts map[string]string) []string {
	var out []string
	for _, h := range hits {
		var words []string
		for _, s := range h.Spans {
			word := texts[h.ID][s.Start:s.End]
			if s.Term != "" && s.Term != word {
				word += "=" + s.Term
			}
			words = append(words, word)
		}
		out = append(out, h.ID+":"+strings.Join(words, "|"))
	}
	return out
}

func TestSearch(t *testing.T) {
	texts := map[string]string{}
	for _, e := range entries {
		texts[e.ID] = e.Text
	}
	x := open(t, entries)
	for _, c := range []struct {
		name  string
		query index.Query
		want  []string
	}{
		{"stems", index.Query{Any: []string{"caching"}}, []string{"a:caches=caching"}},
		{"a phrase is its words side by side", index.Query{Any: []string{"on call"}}, []string{"b:on call"}},
		{"hyphens part words", index.Query{Any: []string{"on-call"}}, []string{"b:on call=on-call"}},
		{"signs", index.Query{Any: []string{".net", "C++"}, Groups: []string{"skills"}}, []string{"c:C++|.NET=.net"}},
		{"alternatives", index.Query{Any: []string{"Redis", "Node.js", "Kafka"}, Limit: 2}, []string{"c:Node.js", "a:Redis"}},
		{"prefix", index.Query{Prefix: []string{"pay"}}, []string{"b:payments=pay"}},
		{"groups", index.Query{Any: []string{"PostgreSQL"}, Groups: []string{"experience"}}, []string{"a:PostgreSQL"}},
		{"typed words must all match", index.Query{Text: "postgresql redis"}, []string{"a:PostgreSQL|Redis"}},
		{"the last typed word may be unfinished", index.Query{Text: "postg"}, []string{"c:PostgreSQL", "a:PostgreSQL"}},
		{"a typo is forgiven", index.Query{Text: "postgersql redis"}, []string{"a:PostgreSQL|Redis"}},
		{"a wrong letter is forgiven", index.Query{Text: "postgresal redis"}, []string{"a:PostgreSQL|Redis"}},
		{"no typo in short words", index.Query{Text: "gp"}, nil},
		{"a word that stands there is no beginning", index.Query{Text: "call"}, []string{"d:Called", "b:call"}},
		{"a stem is no beginning", index.Query{Text: "customs"}, nil},
		{"a stem is no typo", index.Query{Text: "calves"}, nil},
		{"exact words are not completed", index.Query{Text: "postg", Exact: true}, nil},
		{"exact words may have endings", index.Query{Text: "database", Exact: true}, []string{"a:databases", "d:database"}},
		{"text and alternatives", index.Query{Text: "postgresql", Any: []string{"Go"}}, []string{"c:Go|PostgreSQL"}},
		{"limit", index.Query{Any: []string{"PostgreSQL"}, Limit: 1}, []string{"c:PostgreSQL"}},
		{"nothing asked", index.Query{}, nil},
		{"only signs", index.Query{Any: []string{"--"}, Text: "!"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits, err := x.Search(c.query)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, found(hits, texts)); diff != "" {
				t.Errorf("Search(%+v) (-want +got):\n%s", c.query, diff)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	hits, err := open(t, nil).Search(index.Query{Any: []string{"Go"}})
	if err != nil || hits != nil {
		t.Errorf("Search in an empty index = %v, %v", hits, err)
	}
}

// Any word of an entry, whatever its signs, finds that entry at its place.
func TestEveryWordIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab C+#./'é9,\t"))).Draw(t, "text")
		x, err := index.New([]index.Entry{{ID: "x", Text: text}})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		for _, tok := range index.Tokens(text) {
			hits, err := x.Search(index.Query{Any: []string{tok.Text}})
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) != 1 || !contains(hits[0].Spans, index.Span{Start: tok.Start, End: tok.End, Term: tok.Text}) {
				t.Fatalf("%q: the word %q is not found: %v", text, tok.Text, hits)
			}
		}
	})
}

func contains(spans []index.Span, want index.Span) bool {
	for _, s := range spans {
		if s == want {
			return true
		}
	}
	return false
}

// The service builds an index for each resume: none may leave anything running.
func TestCloseLeavesNoGoroutine(t *testing.T) {
	open(t, entries).Close() // bleve's own workers start with the first index
	before := runtime.NumGoroutine()
	for range 50 {
		x, err := index.New(entries)
		if err != nil {
			t.Fatal(err)
		}
		x.Close()
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

func resume() []index.Entry {
	lines := make([]index.Entry, 80)
	for i := range lines {
		lines[i] = index.Entry{ID: fmt.Sprint(i), Group: "experience", Text: fmt.Sprintf(
			"Cut the p99 latency of service %d from %d ms to 40 ms by caching its queries in Redis and moving writes to Kafka.", i, 100+i)}
	}
	return lines
}

func BenchmarkNew(b *testing.B) {
	lines := resume()
	for b.Loop() {
		x, err := index.New(lines)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkSearch(b *testing.B) {
	x := open(b, resume())
	q := index.Query{Any: []string{"Redis", "Memcached", "read-through cache", "cache hit rate"}}
	for i := range 76 {
		q.Any = append(q.Any, fmt.Sprintf("alias%d of %d", i, i))
	}
	p := index.Prepare(q)
	for b.Loop() {
		if _, err := x.Run(p); err != nil {
			b.Fatal(err)
		}
	}
}

// Package index finds entries by their words. It holds short texts in memory
// (Index) and records on disk (Shelf), knows neither resumes nor questions, and
// hides bleve: no other package imports it.
//
// Words are compared by their English stems, regardless of case, so "cached"
// finds "caching". Names of technologies such as C++, C#, .NET, Node.js, CI/CD
// and p99.9 are single words; see Tokens.
package index

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Entry is a text to be found. Several entries may share an ID or a group.
type Entry struct{ ID, Group, Text string }

// Index holds entries. It is safe for concurrent use.
type Index struct {
	entries []Entry
	tokens  [][]Token
	stems   map[string]bool // of all entries
	bleve   bleve.Index

	vocabulary func() map[string]string // stem by word in lower case, made when first asked for
	close      func() error
}

// Hit is an entry found.
type Hit struct {
	ID, Group string
	Entry     int     // position of the entry in the slice given to New
	Score     float64 // orders the hits of one query, no more
	Spans     []Span  // the matched words, ascending
}

// Span is a stretch of an entry's text, in bytes.
type Span struct {
	Start, End int
	Term       string // the one of Any or Prefix that matched; "" for Text
}

const field = "text"

// New indexes entries. The index must be closed.
func New(entries []Entry) (*Index, error) {
	// Scorch in memory takes half the time and a third of the memory of the
	// tree that bleve.NewMemOnly builds. Its goroutines end with Close.
	store, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, map[string]any{})
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	x := &Index{entries: slices.Clone(entries), tokens: make([][]Token, len(entries)), stems: map[string]bool{}, bleve: store, close: sync.OnceValue(store.Close)}
	x.vocabulary = sync.OnceValue(x.words)
	batch := store.NewBatch()
	for i, e := range x.entries {
		x.tokens[i] = Tokens(e.Text)
		for _, t := range x.tokens[i] {
			x.stems[t.Stem] = true
		}
		if err := batch.IndexAdvanced(x.document(i)); err != nil {
			store.Close()
			return nil, fmt.Errorf("index: entry %d: %w", i, err)
		}
	}
	if err := store.Batch(batch); err != nil {
		store.Close()
		return nil, fmt.Errorf("index: %w", err)
	}
	return x, nil
}

func (x *Index) words() map[string]string {
	words := map[string]string{}
	for _, tokens := range x.tokens {
		for _, t := range tokens {
			words[strings.ToLower(t.Text)] = t.Stem
		}
	}
	return words
}

func (x *Index) document(i int) *document.Document {
	d := document.NewDocument(strconv.Itoa(i))
	options := bleveindex.IndexField | bleveindex.IncludeTermVectors
	d.AddField(document.NewTextFieldCustom(field, nil, nil, options, analyzed(x.tokens[i])))
	return d
}

// analyzed is an analyzer for one text, whose words are known already.
type analyzed []Token

func (a analyzed) Analyze([]byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, len(a))
	for i, t := range a {
		stream[i] = &analysis.Token{Start: t.Start, End: t.End, Term: []byte(t.Stem), Position: i + 1}
	}
	return stream
}

// Close frees the index.
func (x *Index) Close() error { return x.close() }

// Tokens returns the words of entry i, counted as in the slice given to New.
// They must not be changed.
func (x *Index) Tokens(i int) []Token { return x.tokens[i] }

// Search returns the entries that match, best first; of equal ones, in the
// order given to New.
func (x *Index) Search(q Query) ([]Hit, error) { return x.Run(Prepare(q)) }

// Run is Search with a query prepared once.
func (x *Index) Run(p *Prepared) ([]Hit, error) {
	if !p.asks() || len(x.entries) == 0 {
		return nil, nil
	}
	var meaning [][]string // of the typed words
	if p.text != nil {
		if meaning = p.text.meaning(x); meaning == nil {
			return nil, nil
		}
	}
	q := p.query(x.stems, meaning)
	if q == nil {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(q, len(x.entries), 0, false)
	request.IncludeLocations = true
	result, err := x.bleve.Search(request)
	if err != nil {
		return nil, fmt.Errorf("index: search: %w", err)
	}
	var hits []Hit
	for _, m := range result.Hits {
		if hit, ok := x.hit(p, meaning, m); ok {
			hits = append(hits, hit)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		if a.Score != b.Score {
			if a.Score > b.Score {
				return -1
			}
			return 1
		}
		return a.Entry - b.Entry
	})
	if p.limit > 0 && len(hits) > p.limit {
		hits = hits[:p.limit]
	}
	return hits, nil
}

// hit makes a hit of a match, unless its group is not wanted or none of the
// phrases, of which the store knows one word each, stands there in full.
func (x *Index) hit(p *Prepared, meaning [][]string, m *search.DocumentMatch) (Hit, bool) {
	i, err := strconv.Atoi(m.ID)
	if err != nil || i >= len(x.entries) {
		return Hit{}, false
	}
	e := x.entries[i]
	if len(p.groups) > 0 && !slices.Contains(p.groups, e.Group) {
		return Hit{}, false
	}
	var spans []Span
	alternative := len(p.phrases) == 0 && len(p.prefixes) == 0
	for term, locations := range m.Locations[field] {
		for _, l := range locations {
			found := p.phrasesAt(x.tokens[i], int(l.Pos)-1, term)
			alternative = alternative || len(found) > 0
			spans = append(spans, found...)
			if len(found) == 0 && means(meaning, term) {
				spans = append(spans, Span{Start: int(l.Start), End: int(l.End)})
			}
		}
	}
	if !alternative {
		return Hit{}, false
	}
	slices.SortFunc(spans, compareSpans)
	return Hit{ID: e.ID, Group: e.Group, Entry: i, Score: m.Score, Spans: slices.Compact(spans)}, true
}

func compareSpans(a, b Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	if a.End != b.End {
		return a.End - b.End
	}
	if a.Term < b.Term {
		return -1
	}
	if a.Term > b.Term {
		return 1
	}
	return 0
}

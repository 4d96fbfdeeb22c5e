package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Query says what to find. Any and Prefix are alternatives: an entry matches
// if one of them stands in it. Text must match as well where it is given. A
// query that asks for nothing finds nothing.
type Query struct {
	Any    []string // words or phrases; the words of a phrase stand side by side
	Prefix []string // beginnings of words
	Text   string   // as typed into a search box: each word, the last perhaps unfinished, a typo forgiven in words of five letters or more
	Exact  bool     // the words of Text are finished and rightly spelled
	Groups []string // only entries of these groups; all if empty
	Limit  int      // at most so many hits; all if 0
}

// Prepared is a query whose words have been analyzed, to be run on many
// indexes. It is safe for concurrent use.
type Prepared struct {
	phrases  map[string][]phrase // by the stem of the word that the store looks for
	prefixes []string
	text     *typed
	groups   []string
	limit    int
}

// phrase is one alternative: its stems and which of them is the key.
type phrase struct {
	term  string
	stems []string
	key   int
}

// Prepare analyzes a query.
func Prepare(q Query) *Prepared {
	p := &Prepared{phrases: map[string][]phrase{}, groups: q.Groups, limit: q.Limit}
	for _, term := range q.Any {
		if ph, ok := newPhrase(term); ok {
			key := ph.stems[ph.key]
			p.phrases[key] = append(p.phrases[key], ph)
		}
	}
	for _, prefix := range q.Prefix {
		if prefix != "" {
			p.prefixes = append(p.prefixes, strings.ToLower(prefix))
		}
	}
	if words := Tokens(q.Text); len(words) > 0 {
		p.text = &typed{words, q.Exact}
	}
	return p
}

// asks reports whether the query asks for anything.
func (p *Prepared) asks() bool {
	return len(p.phrases) > 0 || len(p.prefixes) > 0 || p.text != nil
}

// query is what the store is asked: one word for each phrase, and only words
// that it holds. Checking the other words of a phrase here takes a fifth of the
// time of the store's phrase query. It is nil if nothing can match.
func (p *Prepared) query(stems map[string]bool, meaning [][]string) query.Query {
	must := typedQueries(meaning)
	if len(p.phrases) > 0 || len(p.prefixes) > 0 {
		alternatives := p.alternatives(stems)
		if len(alternatives) == 0 {
			return nil
		}
		must = append(must, bleve.NewDisjunctionQuery(alternatives...))
	}
	if len(must) == 1 {
		return must[0]
	}
	return bleve.NewConjunctionQuery(must...)
}

func (p *Prepared) alternatives(stems map[string]bool) []query.Query {
	var keys []string
	for stem := range stems {
		if len(p.phrases[stem]) > 0 {
			keys = append(keys, stem)
		}
	}
	slices.Sort(keys) // scores are sums of floats: their order must not vary
	var out []query.Query
	for _, key := range keys {
		out = append(out, termQuery(key))
	}
	for _, prefix := range p.prefixes {
		out = append(out, prefixQuery(prefix))
	}
	return out
}

// newPhrase takes the longest word as the key: it tends to be the rarest.
func newPhrase(term string) (phrase, bool) {
	ph := phrase{term: term}
	for i, t := range Tokens(term) {
		ph.stems = append(ph.stems, t.Stem)
		if len(t.Stem) > len(ph.stems[ph.key]) {
			ph.key = i
		}
	}
	return ph, len(ph.stems) > 0
}

// phrasesAt returns the spans of the alternatives whose key is the word at i.
func (p *Prepared) phrasesAt(tokens []Token, i int, stem string) []Span {
	var spans []Span
	for _, ph := range p.phrases[stem] {
		from := i - ph.key
		if from < 0 || from+len(ph.stems) > len(tokens) {
			continue
		}
		words := tokens[from : from+len(ph.stems)]
		if ph.matches(words) {
			spans = append(spans, Span{Start: words[0].Start, End: words[len(words)-1].End, Term: ph.term})
		}
	}
	for _, prefix := range p.prefixes {
		if strings.HasPrefix(stem, prefix) {
			spans = append(spans, Span{Start: tokens[i].Start, End: tokens[i].End, Term: prefix})
		}
	}
	return spans
}

func (ph phrase) matches(words []Token) bool {
	for i, w := range words {
		if w.Stem != ph.stems[i] {
			return false
		}
	}
	return true
}

// typed is what a person typed into a search box.
type typed struct {
	words []Token
	exact bool
}

// typoLength is the length from which a word may differ by one letter.
const typoLength = 5

// prefixLength is the length from which the last word may be unfinished.
const prefixLength = 3

// meaning returns the stems that each word may stand for. A word that stands
// somewhere means itself and nothing else; only one that stands nowhere is
// taken as unfinished or mistyped, and compared with the words as written,
// since stems are short enough to be near to what they have nothing to do with
// (AWS and away, sharding and sharing). It is nil if a word means nothing.
func (t *typed) meaning(x *Index) [][]string {
	var out [][]string
	for i, w := range t.words {
		if x.stems[w.Stem] {
			out = append(out, []string{w.Stem})
			continue
		}
		if t.exact {
			return nil
		}
		var stems []string
		for word, stem := range x.vocabulary() {
			if !slices.Contains(stems, stem) && w.maybe(word, i == len(t.words)-1) {
				stems = append(stems, stem)
			}
		}
		if len(stems) == 0 {
			return nil
		}
		slices.Sort(stems) // scores are sums of floats: their order must not vary
		out = append(out, stems)
	}
	return out
}

// maybe reports whether the token, as typed, can stand for word.
func (t Token) maybe(word string, last bool) bool {
	typed := strings.ToLower(t.Text)
	n := utf8.RuneCountInString(typed)
	return last && n >= prefixLength && strings.HasPrefix(word, typed) ||
		n >= typoLength && word[0] == typed[0] && near(word, typed)
}

func typedQueries(meaning [][]string) []query.Query {
	var out []query.Query
	for _, stems := range meaning {
		var any []query.Query
		for _, stem := range stems {
			any = append(any, termQuery(stem))
		}
		out = append(out, bleve.NewDisjunctionQuery(any...))
	}
	return out
}

// means reports whether stem is one of those that the typed words stand for; it
// tells them from the words of the alternatives.
func means(meaning [][]string, stem string) bool {
	return slices.ContainsFunc(meaning, func(stems []string) bool { return slices.Contains(stems, stem) })
}

// near reports whether a and b differ by one letter at most: put in, left out,
// replaced or swapped with its neighbor.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

func termQuery(stem string) *query.TermQuery {
	q := bleve.NewTermQuery(stem)
	q.SetField(field)
	return q
}

func prefixQuery(prefix string) *query.PrefixQuery {
	q := bleve.NewPrefixQuery(prefix)
	q.SetField(field)
	return q
}

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
		p.text = &typed{words: words}
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
func (p *Prepared) query(stems map[string]bool) query.Query {
	var must []query.Query
	if p.text != nil {
		must = p.text.queries()
	}
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
type typed struct{ words []Token }

// typoLength is the length from which a word may differ by one letter.
const typoLength = 5

func (t *typed) queries() []query.Query {
	var out []query.Query
	for i, w := range t.words {
		any := []query.Query{boosted(termQuery(w.Stem), 4)}
		if utf8.RuneCountInString(w.Text) >= typoLength {
			any = append(any, fuzzyQuery(w.Stem), fuzzyQuery(strings.ToLower(w.Text)))
		}
		if i == len(t.words)-1 {
			any = append(any, boosted(prefixQuery(w.Stem), 2))
		}
		out = append(out, bleve.NewDisjunctionQuery(any...))
	}
	return out
}

// matches reports whether stem can be what one of the words stands for; it
// tells the words of Text from those of the alternatives.
func (t *typed) matches(stem string) bool {
	for i, w := range t.words {
		long := utf8.RuneCountInString(w.Text) >= typoLength
		last := i == len(t.words)-1
		if stem == w.Stem || last && strings.HasPrefix(stem, w.Stem) || long && (near(stem, w.Stem) || near(stem, strings.ToLower(w.Text))) {
			return true
		}
	}
	return false
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

// fuzzyQuery is asked of the stem and of the word as typed: a typo in the
// ending can keep the stemmer from taking it off.
func fuzzyQuery(word string) *query.FuzzyQuery {
	q := bleve.NewFuzzyQuery(word)
	q.SetField(field)
	q.SetFuzziness(1)
	q.SetPrefix(1)
	return q
}

func boosted[Q query.BoostableQuery](q Q, by float64) Q {
	q.SetBoost(by)
	return q
}

package prep

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shortlist/index"
)

// SearchHit is a question found, with the place that matches best.
type SearchHit struct {
	Question Question
	Where    string // the part of the question, such as "Mistakes"
	Snippet  []Fragment
}

// Fragment is a stretch of a snippet. Those with Hit are what was looked for.
type Fragment struct {
	Text string
	Hit  bool
}

// passage is a paragraph, an item of a list or a sentence of a question.
type passage struct {
	where string
	text  string
	start int // byte in the question's entry
}

var listMark = regexp.MustCompile(`^(?:- |\d+\. )`)

func (l *Library) buildIndex() error {
	var entries []index.Entry
	for _, page := range l.roles {
		for _, q := range page.all() {
			passages, text := passagesOf(q)
			l.passages[q.ID] = passages
			entries = append(entries, index.Entry{ID: q.ID, Text: text})
		}
	}
	var err error
	l.index, err = index.New(entries)
	return err
}

// passagesOf returns what is searched of a question, the title first, and all
// of it as one text. One entry for each question lets the words of a query
// stand in different passages.
func passagesOf(q Question) ([]passage, string) {
	var passages []passage
	var b strings.Builder
	add := func(where string, texts ...string) {
		for _, t := range texts {
			if t = listMark.ReplaceAllString(t, ""); t == "" {
				continue
			}
			passages = append(passages, passage{where, t, b.Len()})
			b.WriteString(t + "\n")
		}
	}
	add("Question", q.Title)
	add("Subject", q.Subject)
	add(evaluatingHeading, strings.Split(q.EvaluatingText, "\n")...)
	add("Framework", strings.Split(q.FrameworkText, "\n")...)
	for _, p := range q.Points {
		add("What a good answer says", p.Text)
	}
	add("Mistakes", q.Mistakes...)
	add("Follow-up questions", q.FollowUps...)
	return passages, b.String()
}

// Search returns the questions that hold all the words of text, best first:
// those with all of them in the title before the others.
func (l *Library) Search(text string) ([]SearchHit, error) {
	found, err := l.index.Search(index.Query{Text: text})
	if err != nil {
		return nil, err
	}
	words := countDistinct(text)
	var inTitle, elsewhere []index.Hit
	for _, f := range found {
		if l.passages[f.ID][0].distinct(f.Spans) >= words {
			inTitle = append(inTitle, f)
		} else {
			elsewhere = append(elsewhere, f)
		}
	}
	hits := make([]SearchHit, 0, len(found))
	for _, f := range slices.Concat(inTitle, elsewhere) {
		best := l.passages[f.ID][0]
		for _, p := range l.passages[f.ID][1:] {
			if p.distinct(f.Spans) > best.distinct(f.Spans) {
				best = p
			}
		}
		hits = append(hits, SearchHit{l.questions[f.ID], best.where, best.snippet(f.Spans)})
	}
	return hits, nil
}

// in returns the spans that lie in the passage, counted from its start.
func (p passage) in(spans []index.Span) []index.Span {
	var out []index.Span
	for _, s := range spans {
		if s.Start >= p.start && s.End <= p.start+len(p.text) {
			out = append(out, index.Span{Start: s.Start - p.start, End: s.End - p.start})
		}
	}
	return out
}

// distinct counts the different words among the spans in the passage.
func (p passage) distinct(spans []index.Span) int {
	var words []string
	for _, s := range p.in(spans) {
		words = append(words, p.text[s.Start:s.End])
	}
	return countDistinct(words...)
}

// countDistinct counts the words of texts that differ in their stems.
func countDistinct(texts ...string) int {
	stems := map[string]bool{}
	for _, text := range texts {
		for _, t := range index.Tokens(text) {
			stems[t.Stem] = true
		}
	}
	return len(stems)
}

// The lengths of a snippet in bytes.
const (
	snippetLength = 240
	snippetBefore = 60 // of it before the first hit
)

// snippet returns the passage, cut to the surroundings of its first hit where
// it is long.
func (p passage) snippet(spans []index.Span) []Fragment {
	spans = p.in(spans)
	from, to := p.window(spans)
	var out []Fragment
	add := func(text string, hit bool) {
		if text != "" {
			out = append(out, Fragment{text, hit})
		}
	}
	if from > 0 {
		add("… ", false)
	}
	at := from
	for _, s := range spans {
		if s.Start < at || s.End > to {
			continue
		}
		add(p.text[at:s.Start], false)
		add(p.text[s.Start:s.End], true)
		at = s.End
	}
	add(p.text[at:to], false)
	if to < len(p.text) {
		add(" …", false)
	}
	return out
}

// window returns the stretch of the passage to show; it begins and ends
// between words.
func (p passage) window(spans []index.Span) (from, to int) {
	if len(p.text) <= snippetLength {
		return 0, len(p.text)
	}
	if len(spans) > 0 && spans[0].Start > snippetBefore {
		from = spans[0].Start - snippetBefore
		from += strings.IndexByte(p.text[from:], ' ') + 1
	}
	if len(p.text)-from <= snippetLength {
		return from, len(p.text)
	}
	to = from + snippetLength
	for !utf8.RuneStart(p.text[to]) {
		to--
	}
	return from, from + strings.LastIndexByte(p.text[from:to], ' ')
}

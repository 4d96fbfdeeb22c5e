package prep

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/scorer"
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
			if q.Role != page.ID {
				continue // it is at home, and found, elsewhere
			}
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
	for _, p := range q.Points { // last, since text in sentences says more
		add("Words of a good answer", strings.Join(phrasesOf(p.Words), ", "))
	}
	return passages, b.String()
}

// Names are what a search names by itself: the terms that the rules know, as
// they would be found in a job posting that asks for them.
type Names struct {
	Terms []scorer.Term
	// Capital is set for names such as REST and Go, which are something else in
	// small letters: those do not count then.
	Capital bool
}

// Search returns the questions that text leads to, best first: those of the
// signals that it names, then those that hold all its words in the title, then
// those that hold them in another passage, and only where there is none of these
// those that hold one here and one there. Where names account for all of text, its words
// are taken as they stand: what is known is neither unfinished nor mistyped. Words that
// stand in every text, such as "the", find nothing by themselves.
func (l *Library) Search(text string, names Names) ([]SearchHit, error) {
	led := l.led(text, names.Terms)
	if len(led) == 0 && onlySmallWords(text) {
		return nil, nil
	}
	found, err := l.index.Search(index.Query{Text: text, Exact: len(led) > 0})
	if err != nil {
		return nil, err
	}
	words := countDistinct(text)
	var first, inTitle, elsewhere, scattered []SearchHit
	for _, f := range found {
		if names.Capital && !l.capital(f) {
			continue
		}
		passages := l.passages[f.ID]
		best := passages[0]
		for _, p := range passages[1:] {
			if p.distinct(f.Spans) > best.distinct(f.Spans) {
				best = p
			}
		}
		hit := SearchHit{l.questions[f.ID], best.where, best.snippet(f.Spans)}
		switch {
		case slices.Contains(led, f.ID):
			first = append(first, hit)
		case passages[0].distinct(f.Spans) >= words:
			inTitle = append(inTitle, hit)
		case best.distinct(f.Spans) >= words:
			elsewhere = append(elsewhere, hit)
		default:
			scattered = append(scattered, hit)
		}
	}
	for _, id := range led {
		if !slices.ContainsFunc(first, func(h SearchHit) bool { return h.Question.ID == id }) {
			first = append(first, SearchHit{l.questions[id], "From a resume", l.ledBy(names.Terms)})
		}
	}
	if len(first)+len(inTitle)+len(elsewhere) > 0 {
		scattered = nil
	}
	return slices.Concat(first, inTitle, elsewhere, scattered), nil
}

// smallWords stand in every text and say nothing of its subject.
var smallWords = strings.Fields(`a about all also an and any are as at be been but by can could did do does for from had has have how i if in
	into is it its may me more most my no not of on one or our out should so some than that the their them then there these they this those to up
	us was we were what when where which who whom whose why will with would you your`)

func onlySmallWords(text string) bool {
	for _, t := range index.Tokens(text) {
		if !slices.Contains(smallWords, strings.ToLower(t.Text)) {
			return false
		}
	}
	return true
}

// led returns the questions that all of the terms lead to, if the terms
// account for all words of text.
func (l *Library) led(text string, terms []scorer.Term) []string {
	var known []string
	for _, t := range terms {
		known = append(known, stemsOf(t.Term)...)
	}
	for _, stem := range stemsOf(text) {
		if !slices.Contains(known, stem) {
			return nil
		}
	}
	var led []string
	for i, t := range terms {
		if i == 0 {
			led = slices.Clone(t.Questions)
		}
		led = slices.DeleteFunc(led, func(id string) bool { return !slices.Contains(t.Questions, id) })
	}
	return slices.DeleteFunc(led, func(id string) bool { _, ok := l.questions[id]; return !ok })
}

// ledBy says why a question is found that holds none of the words.
func (l *Library) ledBy(terms []scorer.Term) []Fragment {
	out := []Fragment{{"Who names ", false}}
	for i, t := range terms {
		if i > 0 {
			out = append(out, Fragment{" and ", false})
		}
		out = append(out, Fragment{t.Term, true})
	}
	return append(out, Fragment{" in a resume can expect this question.", false})
}

// capital reports whether one of the words found has a capital letter that the
// beginning of a sentence does not explain.
func (l *Library) capital(hit index.Hit) bool {
	for _, p := range l.passages[hit.ID] {
		for _, s := range p.in(hit.Spans) {
			word := p.text[s.Start:s.End]
			first := s.Start == 0 || sentenceStart.MatchString(p.text[:s.Start])
			if strings.ToLower(word) != word && (!first || strings.ToUpper(word) == word) {
				return true
			}
		}
	}
	return false
}

// sentenceStart matches what stands before the first word of a sentence.
var sentenceStart = regexp.MustCompile(`[.:!?]\s+$`)

func stemsOf(text string) []string {
	var out []string
	for _, t := range index.Tokens(text) {
		out = append(out, t.Stem)
	}
	return out
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

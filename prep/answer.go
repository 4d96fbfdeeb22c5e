package prep

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"shortlist/index"
)

// ErrEmptyAnswer is returned for an answer without words.
var ErrEmptyAnswer = errors.New("the answer holds no words")

// Verdict says in a word how much of a question an answer covers.
type Verdict string

// The verdicts.
const (
	Strong   Verdict = "strong"    // two thirds of the points or more, in whole sentences
	Partial  Verdict = "partial"   // a third or more
	Thin     Verdict = "thin"      // less
	OffTopic Verdict = "off-topic" // none
)

// Answer is an answer held against the points of its question.
type Answer struct {
	Question Question
	Verdict  Verdict
	Points   []AnswerPoint // in the order of the question
	Story    Story
	Words    int
	Seconds  int // to say it, at 150 words a minute
}

// AnswerPoint is a point with the sentences of the answer that show it, at
// most two; none if the answer does not cover it.
type AnswerPoint struct {
	Point    Point
	Evidence []string
}

// Story says what the answer has of a story of one's own.
type Story struct {
	FirstPerson bool
	Time        bool
	Figure      bool
	Outcome     bool
}

const (
	spokenWordsPerMinute = 150
	evidenceShown        = 2
	// A list of keywords covers points without saying anything of them.
	strongWords = 60
)

// Answer holds a text against the points of a question. A point is covered by
// a sentence with one of its words or phrases that is not negated. The error
// is ErrQuestion or ErrEmptyAnswer.
func (l *Library) Answer(id, text string) (Answer, error) {
	q, ok := l.questions[id]
	if !ok {
		return Answer{}, fmt.Errorf("%w: %q", ErrQuestion, id)
	}
	words := len(index.Tokens(text))
	if words == 0 {
		return Answer{}, ErrEmptyAnswer
	}
	var sentences []index.Entry
	for _, s := range sentencesOf(text) {
		sentences = append(sentences, index.Entry{Text: s})
	}
	said, err := index.New(sentences)
	if err != nil {
		return Answer{}, err
	}
	defer said.Close()
	a := Answer{
		Question: q, Story: storyOf(text),
		Words: words, Seconds: (words*60 + spokenWordsPerMinute/2) / spokenWordsPerMinute,
	}
	covered := 0
	for i, p := range q.Points {
		evidence, err := evidenceOf(said, l.answers[id][i], sentences)
		if err != nil {
			return Answer{}, err
		}
		if len(evidence) > 0 {
			covered++
		}
		a.Points = append(a.Points, AnswerPoint{p, evidence})
	}
	a.Verdict = verdict(covered, len(q.Points), words)
	return a, nil
}

func preparePoints(points []Point) []*index.Prepared {
	var out []*index.Prepared
	for _, p := range points {
		out = append(out, index.Prepare(index.Query{Any: p.Words}))
	}
	return out
}

// evidenceOf returns the sentences that show a point, in the order of the
// answer.
func evidenceOf(said *index.Index, point *index.Prepared, sentences []index.Entry) ([]string, error) {
	hits, err := said.Run(point)
	if err != nil {
		return nil, err
	}
	shows := make([]bool, len(sentences))
	for _, h := range hits {
		for _, s := range h.Spans {
			shows[h.Entry] = shows[h.Entry] || !negated(sentences[h.Entry].Text[:s.Start])
		}
	}
	var out []string
	for i, s := range sentences {
		if shows[i] && len(out) < evidenceShown {
			out = append(out, s.Text)
		}
	}
	return out, nil
}

func verdict(covered, points, words int) Verdict {
	switch {
	case covered == 0:
		return OffTopic
	case 3*covered >= 2*points && words >= strongWords:
		return Strong
	case 3*covered >= points:
		return Partial
	}
	return Thin
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]+["')\]]*\s+|\n+`)

	// The scope of a negation ends where a new clause begins. A comma alone
	// may only part the items of a list.
	clauseStart = regexp.MustCompile(`(?i)[;:()–—]|,\s*(?:so|and|then|which|i|we|it|they|you|the|a)\s|\b(?:but|instead|because|until|unless|before|after|if|when|since|so that|although|while)\s`)
	negation    = regexp.MustCompile(`(?i)\b(?:no|not|never|without|cannot|nobody|none|neither|nor|hardly|(?:rather than)|(?:instead of))\b|n['’]t\b`)
	notNegation = regexp.MustCompile(`(?i)\b(?:not (?:only|just|merely)|no (?:matter|later than|sooner|doubt|more than|longer than))\b`)
)

func sentencesOf(text string) []string {
	var out []string
	for len(text) > 0 {
		end := len(text)
		if at := sentenceEnd.FindStringIndex(text); at != nil {
			end = at[1]
		}
		if s := strings.TrimSpace(text[:end]); s != "" {
			out = append(out, s)
		}
		text = text[end:]
	}
	return out
}

// negationReach bounds how far back, in bytes, a negation is looked for.
const negationReach = 200

// negated reports whether what follows the beginning of a sentence is negated
// by it.
func negated(before string) bool {
	before = before[max(0, len(before)-negationReach):]
	if at := clauseStart.FindAllStringIndex(before, -1); at != nil {
		start := at[len(at)-1]
		// "instead of" is a negation, "instead" the end of one.
		if rest := before[start[0]:]; !strings.HasPrefix(strings.ToLower(rest), "instead of") {
			before = before[start[1]:]
		}
	}
	return negation.MatchString(notNegation.ReplaceAllString(before, ""))
}

const (
	smallNumber = `(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|a thousand|several thousand)`
	timeUnit    = `(?:days?|nights?|weeks?|months?|quarters?|years?)`
	quantity    = `(?:ms|milliseconds?|s|secs?|seconds?|min|minutes?|hours?|days?|weeks?|percent|times|requests?|calls?|events?|messages?|orders?|rows?|users?|customers?|tenants?|clients?|pages|services?|nodes?|engineers?|people|dollars|euros|gb|tb|mb|rps|qps)`
)

var (
	firstPerson = regexp.MustCompile(`\bI\b|\b(?i:my|me|myself)\b`)
	timeTold    = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\b|\b(?:last|that|one|this|next) (?:spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|afternoon|` + timeUnit + `)\b|\b(?:\d+|` + smallNumber + `|a|few) ` + timeUnit + ` (?:ago|later|before|earlier|after|in)\b|\b(?:in|since|during) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\bblack friday\b|\bat (?:\d{1,2}|two|three|four) ?(?:a\.?m|p\.?m|in the (?:morning|night|afternoon))`)
	figureTold  = regexp.MustCompile(`(?i)\d\s?(?:%|×)|\b\d[\d.,]*\s?(?:x\b|k\b|m\b|` + quantity + `\b)|[$€£]\s?\d|\b` + smallNumber + ` (?:thousand |million |hundred )?` + quantity + `\b|\bfrom (?:about )?\d[\d.,]* to \d|\b(?:halved|doubled|tripled|by half|a third of|half of the)\b`)
	outcomeTold = regexp.MustCompile(`(?i)\b(?:as a result|in the end|since then|ever since|turned out|afterwards|reduced|dropped|fell|improved|fixed|resolved|restored|recovered|saved|halved|went (?:from|down|up|back)|came back|never happened again|has not happened|shipped|launched|is still|we kept|what i learned|i learned|the result)\b`)
)

func storyOf(text string) Story {
	return Story{
		FirstPerson: firstPerson.MatchString(text),
		Time:        timeTold.MatchString(text),
		Figure:      figureTold.MatchString(text),
		Outcome:     outcomeTold.MatchString(text),
	}
}

package prep

import (
	"errors"
	"fmt"
	"slices"

	"shortlist/index"
)

// MaxAnswer is how many characters an answer from a stranger may have: ten
// minutes of speech.
const MaxAnswer = 10_000

// ErrEmptyAnswer is returned for an answer without words.
var ErrEmptyAnswer = errors.New("the answer holds no words")

// Verdict says in a word how much of a question an answer covers.
type Verdict string

// The verdicts.
const (
	Strong   Verdict = "strong"    // two thirds of the points or more, at some length
	Partial  Verdict = "partial"   // a quarter or more
	Thin     Verdict = "thin"      // less
	OffTopic Verdict = "off-topic" // none, and hardly a word of the question's subject
)

// Answer is an answer held against the points of its question.
type Answer struct {
	Question  Question
	Verdict   Verdict
	Points    []AnswerPoint // in the order of the question
	Story     Story
	Words     int
	Seconds   int      // to say it, at 150 words a minute
	FollowUps []string // what an interviewer would ask next, after this answer
}

// AnswerPoint is a point with the sentences of the answer that show it, at
// most two; none if the answer does not cover it.
type AnswerPoint struct {
	Point    Point
	Evidence []string
}

// Covered reports whether the answer covers the point.
func (p AnswerPoint) Covered() bool { return len(p.Evidence) > 0 }

const (
	spokenWordsPerMinute = 150
	evidenceShown        = 2
	strongWords          = 60 // fewer hardly explain what they name
)

// Answer holds a text against the points of a question. A point is covered by
// a sentence in which one of its patterns stands and is not negated. The error
// is ErrQuestion or ErrEmptyAnswer.
func (l *Library) Answer(id, text string) (Answer, error) {
	q, ok := l.questions[id]
	if !ok {
		return Answer{}, fmt.Errorf("%w: %q", ErrQuestion, id)
	}
	tokens := index.Tokens(text)
	words := len(tokens)
	if words == 0 {
		return Answer{}, ErrEmptyAnswer
	}
	a := Answer{
		Question: q, Story: storyOf(text),
		Words: words, Seconds: (words*60 + spokenWordsPerMinute/2) / spokenWordsPerMinute,
	}
	said := sentencesOf(text)
	pairs := pairsOf(text, said)
	patterns := l.patterns[id]()
	for i, p := range q.Points {
		a.Points = append(a.Points, AnswerPoint{p, evidenceOf(said, pairs, patterns.points[i], q.Told)})
	}
	heard, expected := topicHeard(tokens, patterns.topic), min((words+wordsByChance/4)/wordsByChance, 3)
	if heard < expected && 3*a.Covered() < len(q.Points) {
		// What a text on something else has in common with a point is chance.
		for i := range a.Points {
			a.Points[i].Evidence = nil
		}
	}
	a.Verdict = verdict(a.Covered(), len(q.Points), words)
	if a.Covered() == 0 && heard < max(expected, 1) {
		a.Verdict = OffTopic
	}
	a.FollowUps = a.followUps()
	return a, nil
}

// Covered returns how many points the answer covers.
func (a Answer) Covered() int {
	n := 0
	for _, p := range a.Points {
		if p.Covered() {
			n++
		}
	}
	return n
}

// Missing returns how many points the answer does not cover.
func (a Answer) Missing() int { return len(a.Points) - a.Covered() }

// evidenceOf returns the sentences that show a point, in the order of the
// answer; if there are none, the first two that show it together.
func evidenceOf(said, pairs []*sentence, point []pattern, told bool) []string {
	var out []string
	shows := func(s *sentence) bool {
		return slices.ContainsFunc(point, func(p pattern) bool { return p.in(s, told) })
	}
	for _, s := range said {
		if len(out) < evidenceShown && shows(s) {
			out = append(out, s.text)
		}
	}
	if len(out) > 0 {
		return out
	}
	if i := slices.IndexFunc(pairs, shows); i >= 0 {
		out = append(out, pairs[i].text)
	}
	return out
}

// wordsByChance is how many words go by before one of a topic is likely to be
// said by chance.
const wordsByChance = 40

// topicHeard returns how many different words of a topic are said, denied or
// not.
func topicHeard(tokens []index.Token, topic slot) int {
	s := &sentence{tokens: tokens}
	heard := map[string]bool{}
	for i, t := range tokens {
		if topic.at(s, i) > 0 {
			heard[t.Stem] = true
		}
	}
	return len(heard)
}

func verdict(covered, points, words int) Verdict {
	switch {
	case 3*covered >= 2*points && words >= strongWords:
		return Strong
	case 4*covered >= points:
		return Partial
	}
	return Thin
}

// followUpsAsked is how many follow-up questions an answer brings.
const followUpsAsked = 3

// followUps returns the questions that probe what the answer leaves open: the
// first points that it misses, what its story lacks, then those of the question,
// which suppose a good answer.
func (a Answer) followUps() []string {
	var out []string
	for _, p := range a.Points {
		if !p.Covered() && p.Point.Ask != "" && len(out) < followUpsAsked-1 {
			out = append(out, p.Point.Ask)
		}
	}
	out = append(out, a.Question.FollowUps...)
	return out[:min(len(out), followUpsAsked)]
}

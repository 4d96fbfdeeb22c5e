package scorer

import (
	"slices"
	"strings"

	"shortlist/index"
)

// scopeWords are the words that take the evidence out of a sentence; the data
// file explains them.
type scopeWords struct {
	Negations []string `yaml:"negations"`
	Outcomes  []string `yaml:"outcomes"`
	After     []string `yaml:"after"`
	Wishes    []string `yaml:"wishes"`
	Weak      []string `yaml:"weak"`
	People    []string `yaml:"people"`
	Relatives []string `yaml:"relatives"`
	Owners    []string `yaml:"owners"`
	Did       []string `yaml:"did"`
	Leads     []string `yaml:"leads"`
	Trade     []string `yaml:"trade"`
}

// scope finds what takes the evidence out of a sentence.
type scope struct {
	negations, outcomes, after, wishes, weak     phraseSet
	people, relatives, owners, did, leads, trade phraseSet
}

func newScope(w scopeWords) *scope {
	set := func(words []string) phraseSet { return newPhraseSet(byWord, words) }
	return &scope{
		negations: set(w.Negations), outcomes: set(w.Outcomes), after: set(w.After), wishes: set(w.Wishes), weak: set(w.Weak),
		people: set(w.People), relatives: set(w.Relatives), owners: set(w.Owners), did: set(w.Did), leads: set(w.Leads), trade: set(w.Trade),
	}
}

// mark is a cue at a token.
type mark struct {
	kind     markKind
	from, to int // tokens
}

type markKind int

const (
	negation markKind = iota
	wish
	weakly
	foreign // somebody else did it
	traded  // somebody sold or staffed it
)

// marks finds the cues of a statement, in their order.
func (c *scope) marks(s *said) []mark {
	out := []mark{}
	add := func(kind markKind, from, n int) {
		if n > 0 {
			out = append(out, mark{kind, from, from + n})
		}
	}
	for i := 0; i < len(s.tokens); i++ {
		if n := c.outcomes.at(s.tokens, i); n > 0 {
			i += n - 1
			continue
		}
		add(negation, i, c.negations.at(s.tokens, i))
		if n := c.wishes.at(s.tokens, i); n > 0 && c.opens(s, i) {
			add(wish, i, n)
		}
		if c.learns(s, i) {
			add(wish, i, 1)
		}
		add(weakly, i, c.weak.at(s.tokens, i))
		add(traded, i, c.trade.at(s.tokens, i))
		add(foreign, i, c.foreign(s, i))
	}
	return out
}

// opens reports whether a wish at token i is the writer's own: it stands near
// the beginning of its sentence or after one of the words that lead to it.
func (c *scope) opens(s *said, i int) bool {
	from, _ := s.sentenceOf(i)
	if i-from <= 4 {
		return true
	}
	switch byWord(s.tokens[i-1]) {
	case "i", "am", "and", "but", "also", "currently", "now":
		return true
	}
	return false
}

// learns reports whether a sentence begins with "Learning" as something done,
// not as a part of a name such as "Learning platform".
func (c *scope) learns(s *said, i int) bool {
	from, to := s.sentenceOf(i)
	if i != from || i == to || byWord(s.tokens[i]) != "learning" {
		return false
	}
	switch byWord(s.tokens[i+1]) {
	case "management", "platform", "system", "and", "app", "portal":
		return false
	}
	return true
}

// foreign returns how many tokens from i on say that others did what follows:
// "a team that", "the platform team ran". The writer's own team is no other:
// "led a team that".
func (c *scope) foreign(s *said, i int) int {
	if n := c.people.at(s.tokens, i); n > 0 && i+n < len(s.tokens) && !c.ledBefore(s, i) {
		if m := c.relatives.at(s.tokens, i+n); m > 0 && s.sentences[i] == s.sentences[i+n] {
			return n + m
		}
	}
	n := c.owners.at(s.tokens, i)
	if n == 0 {
		return 0
	}
	j := i + n
	if j < len(s.tokens) && slices.Contains([]string{"also", "already", "had", "has"}, byWord(s.tokens[j])) {
		j++
	}
	if j < len(s.tokens) && s.sentences[i] == s.sentences[j] && strings.TrimSpace(s.gap(j)) == "" {
		if m := c.did.at(s.tokens, j); m > 0 {
			return j + m - i
		}
	}
	return 0
}

func (c *scope) ledBefore(s *said, i int) bool {
	from, _ := s.sentenceOf(i)
	return c.leads.within(s.tokens[max(from, i-3):i])
}

// verdict is what the sentence around a mention makes of it.
type verdict int

const (
	ownWork   verdict = iota
	knownOnly         // known rather than used
	noEvidence
)

// judge looks at the sentence around the tokens from to to.
func (c *scope) judge(s *said, from, to int) verdict {
	if s.marks == nil {
		s.marks = c.marks(s)
	}
	v := ownWork
	for _, m := range s.marks {
		if s.sentences[m.from] != s.sentences[from] || m.to > from {
			continue
		}
		switch {
		case m.kind == negation && c.reaches(s, m.to, from, 8, 3),
			m.kind == foreign && c.reaches(s, m.to, from, 12, 3),
			m.kind == wish && c.reaches(s, m.to, from, 30, 30),
			m.kind == traded && c.reaches(s, m.to, from, 12, 4):
			return noEvidence
		case m.kind == weakly && c.reaches(s, m.to, from, 30, 30):
			v = knownOnly
		}
	}
	if c.deniedAfter(s, to) {
		return noEvidence
	}
	return v
}

// reaches reports whether a cue that ends before token i still holds at token
// to: at most far words on, in the same clause. A comma ends the clause unless
// it parts the items of an enumeration, of at most item words each; a new deed
// and "but" end it in any case.
func (c *scope) reaches(s *said, i, to, far, item int) bool {
	if to-i > far {
		return false
	}
	words := 0
	for j := to; j > i; j-- {
		words++
		gap := s.gap(j)
		if strings.ContainsAny(gap, ":;(") && item < 30 {
			return false
		}
		word := byWord(s.tokens[j])
		if word == "but" || word == "however" || word == "although" || word == "yet" && j+1 < to {
			return false
		}
		if word == "and" && j+1 < to && isPast(skipAlso(s.tokens, j+1)) {
			return false
		}
		if !strings.Contains(gap, ",") {
			continue
		}
		if words > item+1 || j < to && isPast(skipAnd(s.tokens, j)) {
			return false
		}
		words = 0
	}
	return true
}

func skipAlso(tokens []index.Token, i int) string {
	if w := byWord(tokens[i]); w != "also" || i+1 == len(tokens) {
		return w
	}
	return byWord(tokens[i+1])
}

func skipAnd(tokens []index.Token, i int) string {
	if w := byWord(tokens[i]); w != "and" && w != "then" || i+1 == len(tokens) {
		return w
	}
	return byWord(tokens[i+1])
}

// deniedAfter reports whether what follows a mention takes it back, or gives it
// to others: "Kafka (not used)", "Kafka, run by the platform team".
func (c *scope) deniedAfter(s *said, to int) bool {
	for i := to; i < len(s.tokens) && i < to+3 && s.sentences[i] == s.sentences[to-1]; i++ {
		if c.after.at(s.tokens, i) > 0 {
			return true
		}
	}
	for i := to; i+1 < len(s.tokens) && i < to+4 && s.sentences[i+1] == s.sentences[to-1]; i++ {
		if byWord(s.tokens[i+1]) != "by" || c.did.at(s.tokens, i) == 0 {
			continue
		}
		for j := i + 2; j < len(s.tokens) && j < i+5; j++ {
			if c.owners.at(s.tokens, j) > 0 {
				return true
			}
		}
	}
	return false
}

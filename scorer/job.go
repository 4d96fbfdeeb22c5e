package scorer

import (
	"slices"

	"shortlist/index"
	"shortlist/parser"
)

// Job says how a resume meets a job posting.
type Job struct {
	Match     int // 0 to 100: the share of the terms met, required ones weighing double
	Required  []Term
	Preferred []Term
}

// Term is something that a posting asks for, and what the resume shows of it:
// of the very thing, or of any of its kind where the posting names a kind, such
// as "a message broker". An employer who writes Kafka has not asked for RabbitMQ.
type Term struct {
	Term      string // as the posting spells it
	Signal    string
	Level     Level
	Questions []string
	Evidence  []Evidence // best first
}

// job holds a resume, with all that was found in it, against a posting, of which
// the signals of the role count.
func (s *Scorer) job(posting string, role *role, doc *parser.Document, mentions []mention) (*Job, error) {
	asked, err := s.matcher.asked(posting, role)
	if err != nil {
		return nil, err
	}
	j := &Job{Required: []Term{}, Preferred: []Term{}}
	met, most := 0, 0
	for _, d := range asked {
		term := s.matcher.term(d, role, doc, mentions)
		weight := 2
		if d.preferred {
			weight = 1
			j.Preferred = append(j.Preferred, term)
		} else {
			j.Required = append(j.Required, term)
		}
		met += weight * met100[term.Level]
		most += weight
	}
	if most > 0 {
		j.Match = (met + most/2) / most
	}
	return j, nil
}

// met100 is how far a level meets what is asked, in percent.
var met100 = [...]int{Absent: 0, Named: 50, Shown: 100, Measured: 100}

// term finds what a posting demands in the resume: of alternatives, the one
// that it shows best.
func (m *matcher) term(d demand, role *role, doc *parser.Document, mentions []mention) Term {
	t := Term{Term: d.text, Evidence: []Evidence{}}
	var met []mention
	for i, o := range d.options {
		wanted, kind := m.wanted(o.term)
		level := Absent
		for _, x := range mentions {
			if kind && x.signal == o.signal || x.isOneOf(wanted) {
				met, level = append(met, x), max(level, x.level)
			}
		}
		if rule := role.find(o.signal); i == 0 || level > t.Level {
			t.Signal, t.Questions, t.Level = rule.ID.string, slices.Clone(rule.questions), level
		}
	}
	if len(met) > 0 {
		sortByLevel(met)
		t.Evidence = evidenceOf(doc, met)
	}
	return t
}

// wanted returns the names that meet a demanded term, and whether it is a kind,
// which all that shows its signal meets.
func (m *matcher) wanted(term string) (names []phrase, kind bool) {
	var words phrase = index.Tokens(term)
	names = []phrase{words}
	for _, group := range m.same {
		if slices.ContainsFunc(group, words.is) {
			names = append(names, group...)
		}
	}
	for _, p := range m.parts {
		if slices.ContainsFunc(names, p.whole.is) {
			names = append(names, p.parts...)
		}
	}
	return names, slices.ContainsFunc(m.kinds, words.is)
}

// whole is a product with the products that are part of it.
type whole struct {
	whole phrase
	parts []phrase
}

// phrase is a name or a term, compared by the stems of its words.
type phrase []index.Token

func phrasesOf(texts []string) []phrase {
	out := make([]phrase, len(texts))
	for i, t := range texts {
		out[i] = index.Tokens(t)
	}
	return out
}

func (p phrase) is(other phrase) bool {
	return slices.EqualFunc(p, other, func(x, y index.Token) bool { return x.Stem == y.Stem })
}

// isOneOf reports whether one of the names stands where the mention was found.
func (x mention) isOneOf(names []phrase) bool {
	for _, w := range x.words {
		var found phrase = x.statement.tokens[w.from:w.to]
		for _, name := range names {
			for i := 0; i+len(name) <= len(found); i++ {
				if name.is(found[i : i+len(name)]) {
					return true
				}
			}
		}
	}
	return false
}

package scorer

import (
	"regexp"
	"slices"
	"strings"

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

// postingWords are the words of postings; the data file explains them.
type postingWords struct {
	Kinds []string            `yaml:"kinds"`
	Same  [][]string          `yaml:"same"`
	Parts map[string][]string `yaml:"parts"`
}

var (
	preferredRE = regexp.MustCompile(`(?i)\b(?:nice[- ]to[- ]have|preferred|preferably|bonus|a plus|is a plus|pluses|desirable|optional|ideally|advantageous|would be great)\b`)
	demandRE    = regexp.MustCompile(`(?i)\b(?:experienced?|knowledge|famili\w+|understanding|skill\w*|proficien\w+|expertise|background|comfortable)\b`)
	requiredRE  = regexp.MustCompile(`(?i)\b(?:required|requirements?|must[- ]haves?|you (?:have|bring|will)|responsibilities|qualifications|what you)\b`)
)

// job holds a resume, with all that was found in it, against a posting.
func (s *Scorer) job(posting string, doc *parser.Document, mentions []mention) (*Job, error) {
	asked, err := s.matcher.asked(posting)
	if err != nil {
		return nil, err
	}
	j := &Job{Required: []Term{}, Preferred: []Term{}}
	met, most := 0, 0
	for _, d := range asked {
		term := s.term(d, doc, mentions)
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

// demand is a term of a posting.
type demand struct {
	term      string
	signal    int
	preferred bool
}

// asked returns the terms of a posting that the rules know, each once. A
// posting is read as a list: what it names is asked for, whatever the grammar.
func (m *matcher) asked(posting string) ([]demand, error) {
	statements, hits, err := m.search(postingOf(posting), quantities{})
	if err != nil {
		return nil, err
	}
	preferred := preferredLines(statements)
	var out []demand
	seen := make(map[string]bool)
	for _, c := range m.candidates(statements, hits) {
		if c.signal < 0 || c.kind == deedAlias || c.kind == cuedAlias && !c.exact && !c.demanded() {
			continue
		}
		w := c.words[0]
		term := c.Text[c.tokens[w.from].Start:c.tokens[w.to-1].End]
		key := strings.ToLower(term)
		if seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, demand{term, c.signal, preferred[c.Lines[0]]})
	}
	return out, nil
}

// postingOf makes a document of the lines of a posting, for the search.
func postingOf(posting string) *parser.Document {
	doc := &parser.Document{}
	for _, line := range strings.Split(posting, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		doc.Statements = append(doc.Statements, parser.Statement{
			Text: line, Lines: []int{len(doc.Statements)}, Section: parser.Experience, Role: parser.RoleBullet, Job: -1, Project: -1,
		})
	}
	return doc
}

// preferredLines says which lines only wish for what they name: those that say
// so, and those under a heading that does.
func preferredLines(statements []*said) []bool {
	out := make([]bool, len(statements))
	under := false
	for i, s := range statements {
		wished := preferredRE.MatchString(s.Text)
		if heading := len(s.tokens) <= 5; heading {
			under = wished || under && !requiredRE.MatchString(s.Text)
		}
		out[i] = under || wished
	}
	return out
}

// shortDemand is the length, in words, of a line that does nothing but name
// what is asked for.
const shortDemand = 4

// demanded reports whether a posting asks for an ambiguous term: by one of the
// term's own cues, or in a line that names what is asked for.
func (c candidate) demanded() bool {
	w := c.words[0]
	if c.cues.level(c.said, w) >= Shown {
		return true
	}
	if !c.cues.writtenSo(c.said, w) || c.cues.ruledOut(c.said, w) || c.technology() && (!c.upper(w.from) || c.inName(w)) {
		return false
	}
	return len(c.tokens) <= shortDemand || demandRE.MatchString(c.Text)
}

// term finds a demanded term in the resume.
func (s *Scorer) term(d demand, doc *parser.Document, mentions []mention) Term {
	t := Term{Term: d.term, Signal: s.rules.Signals[d.signal].ID.string, Questions: slices.Clone(s.rules.Signals[d.signal].Questions), Evidence: []Evidence{}}
	wanted, kind := s.matcher.wanted(d.term)
	met := slices.DeleteFunc(slices.Clone(mentions), func(m mention) bool {
		return !(kind && m.signal == d.signal) && !m.isOneOf(wanted)
	})
	if len(met) == 0 {
		return t
	}
	sortByLevel(met)
	t.Level, t.Evidence = met[0].level, evidenceOf(doc, met)
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

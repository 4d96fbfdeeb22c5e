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

// Term is something that a posting asks for, and what the resume shows of it.
// Level is that of the very term; of a resume that does not name it, the level
// of its signal, but no more than named: an employer who writes Kafka has not
// asked for RabbitMQ.
type Term struct {
	Term      string // as the posting spells it
	Signal    string
	Level     Level
	Questions []string
	Evidence  []Evidence
}

var (
	preferredRE = regexp.MustCompile(`(?i)\b(?:nice[- ]to[- ]have|preferred|preferably|bonus|a plus|is a plus|pluses|desirable|optional|ideally|advantageous|would be great)\b`)
	requiredRE  = regexp.MustCompile(`(?i)\b(?:required|requirements?|must[- ]haves?|you (?:have|bring|will)|responsibilities|qualifications|what you)\b`)
)

// job holds a resume against a posting.
func (s *Scorer) job(posting string, doc *parser.Document, signals []Signal) (*Job, error) {
	asked, err := s.matcher.asked(posting)
	if err != nil {
		return nil, err
	}
	j := &Job{Required: []Term{}, Preferred: []Term{}}
	met, most := 0, 0
	for _, a := range asked {
		term := s.term(a, doc, signals[a.signal])
		weight := 2
		if a.preferred {
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
	statements, hits, err := m.search(postingOf(posting))
	if err != nil {
		return nil, err
	}
	preferred := preferredLines(statements)
	var out []demand
	seen := make(map[string]bool)
	for _, c := range m.candidates(statements, hits) {
		if c.signal < 0 || c.kind == deedAlias || c.kind == cuedAlias && !c.exact && c.cues.level(c.said, c.words[0]) < Shown {
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

// term finds a demanded term in the resume.
func (s *Scorer) term(d demand, doc *parser.Document, x Signal) Term {
	t := Term{Term: d.term, Signal: x.ID, Questions: x.Questions, Evidence: []Evidence{}, Level: min(x.Level, Named)}
	words := index.Tokens(d.term)
	for _, e := range x.Evidence {
		said := index.Tokens(e.Quote + " " + e.Context)
		if slices.ContainsFunc(windows(said, len(words)), func(w []index.Token) bool { return sameStems(w, words) }) {
			t.Level = x.Level
			t.Evidence = append(t.Evidence, e)
		}
	}
	return t
}

func windows(tokens []index.Token, n int) [][]index.Token {
	var out [][]index.Token
	for i := 0; i+n <= len(tokens); i++ {
		out = append(out, tokens[i:i+n])
	}
	return out
}

func sameStems(a, b []index.Token) bool {
	return slices.EqualFunc(a, b, func(x, y index.Token) bool { return x.Stem == y.Stem })
}

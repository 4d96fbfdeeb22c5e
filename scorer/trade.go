package scorer

import (
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// techWords tell who works with software; the data file explains them.
type techWords struct {
	Titles []string `yaml:"titles"`
	Trades []string `yaml:"trades"`
	Names  []string `yaml:"names"`
}

// trade says of a document, and of each of its jobs, whether the person works
// with software there. Words such as "monitoring" or "stakeholder" are signals
// only if so.
type trade struct {
	document bool
	jobs     []bool
}

// enough is how many different technologies make a resume one of somebody who
// works with software.
const enough = 4

// tradeOf decides by the titles of the jobs and the technologies named.
func (m *matcher) tradeOf(doc *parser.Document, statements []*said) trade {
	all := make(map[string]bool)
	perJob := make([]map[string]bool, len(doc.Jobs))
	for i := range perJob {
		perJob[i] = make(map[string]bool)
	}
	software := false
	for _, s := range statements {
		for _, name := range s.names() {
			all[name] = true
			if s.Job >= 0 && s.Job < len(perJob) {
				perJob[s.Job][name] = true
			}
		}
		if s.Role != parser.RoleBullet && (s.Section == parser.Summary || s.Section == parser.Contact) {
			software = software || m.titles.within(s.tokens)
		}
	}
	t := trade{jobs: make([]bool, len(doc.Jobs))}
	for i, j := range doc.Jobs {
		title := index.Tokens(j.Title)
		other := m.trades.within(title)
		t.jobs[i] = m.titles.within(title) || len(perJob[i]) >= enough || len(perJob[i]) > 0 && !other
		software = software || m.titles.within(title)
	}
	t.document = len(all) >= enough || software && len(all) > 0
	for i, j := range doc.Jobs {
		// A title that says neither takes after the whole resume.
		if t.document && !m.trades.within(index.Tokens(j.Title)) {
			t.jobs[i] = true
		}
	}
	return t
}

// names returns the technologies that a statement names, in lower case.
func (s *said) names() []string {
	var out []string
	for i := range s.tokens {
		if s.tech[i] {
			out = append(out, strings.ToLower(s.tokens[i].Text))
		}
	}
	return out
}

// allows reports whether what a signal needs holds for a statement.
func (t trade) allows(needs string, s *said) bool {
	switch {
	case needs == "":
		return true
	case needs == "job" && s.Job >= 0 && s.Job < len(t.jobs):
		return t.jobs[s.Job]
	case s.Job >= 0 && s.Job < len(t.jobs):
		return t.document || t.jobs[s.Job]
	}
	return t.document
}

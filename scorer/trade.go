package scorer

import (
	"slices"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// techWords tell who works with software; the data file explains them.
type techWords struct {
	Titles []string `yaml:"titles"`
	Trades []string `yaml:"trades"`
	Crafts []string `yaml:"crafts"`
	Names  []string `yaml:"names"`
}

// trade says of a document, and of each of its jobs, whether the person works
// with software there. Words such as "monitoring" or "stakeholder" are signals
// only if so.
type trade struct {
	document bool
	jobs     []bool
	other    []bool // the title is of another trade
}

// enough is how many different technologies make a resume one of somebody who
// works with software, if no job is of another trade; twice as many otherwise.
const enough = 4

// tradeOf decides by the titles of the jobs and the different technologies, and
// terms of the trade, named. Terms alone decide nothing: a crane has load tests
// and a factory has uptime. Nor does what is named in a job of another trade; the
// projects of somebody who leaves that trade do.
func (m *matcher) tradeOf(doc *parser.Document, statements []*said, candidates []candidate) trade {
	t := trade{jobs: make([]bool, len(doc.Jobs)), other: make([]bool, len(doc.Jobs))}
	for i, j := range doc.Jobs {
		title := index.Tokens(j.Title)
		t.jobs[i] = m.isSoftware(title)
		t.other[i] = !t.jobs[i] && m.trades.within(title)
	}
	software := slices.Contains(t.jobs, true)
	for _, s := range statements {
		if s.Role != parser.RoleBullet && (s.Section == parser.Summary || s.Section == parser.Contact) {
			software = software || m.isSoftware(s.tokens)
		}
	}
	var names, terms, projects nameSet
	perJob := make([]nameSet, len(doc.Jobs))
	for _, c := range candidates {
		inJob := c.Job >= 0 && c.Job < len(doc.Jobs)
		if c.signal >= m.shared || // own signals of a role know tools of people who write no software
			!c.isTech() || inJob && t.other[c.Job] {
			continue
		}
		if c.kind == termAlias {
			terms.add(c.term)
			continue
		}
		names.add(c.term)
		if c.Section == parser.Projects {
			projects.add(c.term)
		}
		if inJob {
			perJob[c.Job].add(c.term)
		}
	}
	for i := range t.jobs {
		t.jobs[i] = t.jobs[i] || !t.other[i] && len(perJob[i]) > 1
	}
	all := len(names) + len(terms)
	switch {
	case software, len(projects) > 1:
		t.document = all > 1
	case slices.Contains(t.other, true):
		t.document = len(names) > 1 && all >= 2*enough
	default:
		t.document = len(names) > 1 && all >= enough
	}
	for i := range t.jobs {
		// A title that says neither takes after the whole resume.
		t.jobs[i] = t.jobs[i] || t.document && !t.other[i]
	}
	return t
}

// nameSet holds different names.
type nameSet map[string]bool

func (n *nameSet) add(name string) {
	if *n == nil {
		*n = make(nameSet)
	}
	(*n)[strings.ToLower(name)] = true
}

// isSoftware reports whether a title is of somebody who works with software.
// "IT" is one in capitals only, and not where it is sold.
func (m *matcher) isSoftware(title []index.Token) bool {
	return m.titles.within(title) || !m.trades.within(title) && slices.ContainsFunc(title, func(t index.Token) bool { return t.Text == "IT" })
}

// isTech reports whether a candidate is a technology or a term of the trade.
func (c candidate) isTech() bool {
	switch c.kind {
	case nameAlias:
		return true
	case termAlias:
		return c.needs == "tech"
	case cuedAlias:
		return c.tech[c.words[0].from]
	}
	return false
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

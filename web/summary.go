package web

import (
	"cmp"
	"io"
	"slices"

	"shortlist/scorer"
)

// summaryPage says what many documents have in common.
type summaryPage struct {
	base
	alone
	Who       string // whom the documents were checked for: "backend engineer"
	Read      int
	Failed    int
	Lower     int // score
	Middle    int
	Upper     int
	Bars      []summaryBar
	Mend      []tally
	Gaps      []tally
	Unread    []tally
	Producers []producerRow
}

// summaryBar is a bar of the picture of the scores, in units of its view box.
type summaryBar struct {
	scorer.Bar
	X, Y, Height float64
}

// The picture of the scores, in units of its view box.
const (
	barStep   = 60.
	barHeight = 160.
)

// tally is a thing with how many documents have it.
type tally struct {
	Title     string
	Documents int
	Percent   int
}

type producerRow struct {
	Name      string
	Documents int
	Percent   int // of the points of readability
	Problem   string
	Affected  int // documents that have the problem
}

// WriteSummary writes the page of what many documents have in common as one HTML
// file that loads nothing. The criteria name what is counted; version is that of
// the program and may be empty.
func WriteSummary(w io.Writer, s *scorer.Summary, role scorer.Role, criteria []scorer.Criterion, version string) error {
	a, err := loadAssets()
	if err != nil {
		return err
	}
	ts, err := parseTemplates(a)
	if err != nil {
		return err
	}
	page := newSummaryPage(s, criteria)
	page.Who = role.Title()
	page.base = base{Title: "What the resumes have in common", Version: version}
	if page.alone, err = standAlone(); err != nil {
		return err
	}
	return ts["summary"].ExecuteTemplate(w, "file", page)
}

func newSummaryPage(s *scorer.Summary, criteria []scorer.Criterion) summaryPage {
	titles := make(map[string]string, len(criteria))
	for _, c := range criteria {
		titles[c.ID] = c.Title
	}
	page := summaryPage{
		Read: s.Read(), Failed: s.Failed(),
		Lower: s.Quantile(.25), Middle: s.Quantile(.5), Upper: s.Quantile(.75),
	}
	page.Mend = tallies(s.Findings, 10, page.Read, titles)
	page.Gaps = tallies(s.Gaps, 10, page.Read, titles)
	page.Unread = tallies(s.Unread, len(s.Unread), page.Read+page.Failed, unreadTitles)
	bars := s.Bars()
	most := slices.MaxFunc(bars, func(a, b scorer.Bar) int { return cmp.Compare(a.Documents, b.Documents) }).Documents
	for i, b := range bars {
		height := barHeight * float64(b.Documents) / float64(max(most, 1))
		page.Bars = append(page.Bars, summaryBar{b, barStep * float64(i), barHeight - height, height})
	}
	for _, name := range s.ProducerNames() {
		p := s.Producers[name]
		row := producerRow{Name: name, Documents: p.Documents, Percent: int(100*p.Points() + .5)}
		if worst := scorer.Commonest(p.Findings, 1); len(worst) > 0 {
			row.Problem, row.Affected = titles[worst[0].ID], worst[0].Documents
		}
		page.Producers = append(page.Producers, row)
	}
	return page
}

// unreadTitles name the codes of the errors of reading.
var unreadTitles = map[string]string{
	"format":      "Neither PDF nor Word (.docx)",
	"encrypted":   "Locked with a password",
	"no-text":     "No text, only pictures of it",
	"damaged":     "Damaged",
	"too-large":   "Too large",
	"too-complex": "Too long or too complex",
	"timeout":     "Took too long to read",
	"unreadable":  "Could not be opened",
}

func tallies(counts map[string]int, n, of int, titles map[string]string) []tally {
	var out []tally
	for _, t := range scorer.Commonest(counts, n) {
		out = append(out, tally{cmp.Or(titles[t.ID], t.ID), t.Documents, percent(float64(t.Documents), float64(of))})
	}
	return out
}

func percent(part, whole float64) int {
	if whole == 0 {
		return 0
	}
	return int(100*part/whole + .5)
}

package web

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shortlist/prep"
	"shortlist/scorer"
)

// The report as its page shows it: scorer's findings, grouped and put into the
// order in which a person needs them.

const (
	mendsShown  = 3 // of what to mend first
	askedShown  = 3 // of the questions, at a glance
	linksShown  = 4 // of each list of questions, before the rest folds away
	quotesShown = 1 // of each signal and check, before the rest folds away
)

type reportPage struct {
	base
	ID       string
	Expires  string // time of day, UTC
	Headline string
	Person   string // "" if no name was found
	Role     string // who has it
	RoleID   string
	File     string // the file in a few words
	Score    int
	Ledger   []ledgerRow
	Sum      string      // "21 + 15 + 26 + 9 = 71"
	Better   *betterRole // nil unless another role fits clearly better
	Mends    []mend
	Job      *jobMatch // nil without a posting
	Gaps     folded[press]
	Claims   folded[press]
	Families []family
	Checks   []checkGroup
	Asked    []press // of the questions, those that come first
	Sheets   []sheet
	Machine  machineView
	Changes  *changes   // nil without a version before
	Form     uploadForm // for a new version
	Sample   bool       // the report on the sample resume, which nobody owns
}

// folded is a list of which the first part is shown and the rest folds away.
type folded[T any] struct{ First, Rest []T }

func fold[T any](list []T, shown int) folded[T] {
	n := min(shown, len(list))
	return folded[T]{list[:n], list[n:]}
}

// ledgerRow is one category of the score.
type ledgerRow struct {
	ID, Label   string
	Points, Max float64
	Whole       int    // the points for people; those of all categories add up to the score
	Adds        string // "1.5 + 2 + 0 = 3.5"
}

// Percent is how much of its points the category has.
func (r ledgerRow) Percent() string {
	if r.Max == 0 {
		return "0%"
	}
	return strconv.FormatFloat(r.Points/r.Max*100, 'f', 1, 64) + "%"
}

// mend is something to change, with what it wins.
type mend struct{ scorer.Mend }

// Gain says what it wins, to a tenth.
func (m mend) Gain() string {
	won := math.Round(m.Win*10) / 10
	gain := "up to +" + points(won) + " points"
	if won == 1 {
		gain = "up to +1 point"
	}
	if m.IfDone {
		return "If you have done it: " + gain
	}
	return strings.ToUpper(gain[:1]) + gain[1:]
}

// Anchor is where on the page it is explained.
func (m mend) Anchor() string {
	if m.Check != "" {
		return "check-" + m.Check
	}
	return "signal-" + m.Signal
}

// press is a question that the interview will put, and why.
type press struct {
	prep.Link
	Anchor string // where on the page it stands
	Tag    tag
	Quotes []quote
}

// tag is a level or status as a word, and the class that colors it.
type tag struct{ Word, Class string }

// quote is a line of the resume with the words that count marked.
type quote struct {
	Place string // "page 2"; "" where that says nothing
	Mark  int    // number of its place on the page; 0 if it has none
	Parts []fragment
}

// jobMatch is how the resume meets a job posting.
type jobMatch struct {
	Match  int
	Sum    string // "25 + 12.5 + 30 = 67.5"
	Title  string
	Parts  []partRow // what is compared: title, years, place
	Lists  []termList
	Traits string
	Asked  folded[askedRow]
}

// partRow is something of the posting beside what the resume has.
type partRow struct {
	scorer.JobPart
	Quotes []quote
}

// termList are terms of one kind that a posting asks for.
type termList struct {
	Label       string
	Points, Max float64
	Rows        []termRow
}

// termRow is something that a posting asks for.
type termRow struct {
	scorer.Term
	Tag     tag
	Quotes  []quote
	Open    bool           // the resume does not show it
	Prepare *prep.Question // to prepare, for what the resume does not show; may be nil
}

// askedRow is a question that the posting leads to.
type askedRow struct {
	scorer.JobQuestion
	Tag tag
}

// betterRole is the role that fits the resume clearly better.
type betterRole struct {
	ID, Title string
	Reason    string
	Signals   []signalRow // the first that speak for it
}

const fitShown = 4 // of the signals that speak for another role

func newBetterRole(r *scorer.Report) *betterRole {
	f, ok := r.BetterFit()
	if !ok {
		return nil
	}
	b := &betterRole{ID: f.ID, Title: f.Title(), Reason: r.FitReason(f)}
	q := quoter{pages: r.Document.File.Pages}
	for _, s := range f.Signals[:min(fitShown, len(f.Signals))] {
		b.Signals = append(b.Signals, signalRow{s, levelTag(s.Level), citation{First: fold(q.quotes(s.Evidence), quotesShown).First}})
	}
	return b
}

type family struct {
	Name        string
	Points, Max float64
	Found       []signalRow
	Absent      []signalRow
}

type signalRow struct {
	scorer.Signal
	Tag    tag
	Quotes citation
}

// citation is the evidence of a signal or check: its best line, and where the
// others stand.
type citation struct {
	First  []quote
	Places []int   // numbers of the places of the others
	Rest   []quote // those that have no place
}

type checkGroup struct {
	ledgerRow
	Open    []checkRow // to mend, the worst first
	Passed  []checkRow
	Skipped []checkRow
}

type checkRow struct {
	scorer.Finding
	Tag    tag
	Quotes citation
}

func newReportPage(r *scorer.Report, links prep.Links) reportPage {
	q := quoter{pages: r.Document.File.Pages, pressed: map[string]bool{}, marks: marksOf(r)}
	findings, signals := inTenths(r)
	p := reportPage{
		Person:   r.Document.Name,
		Role:     r.RoleTitle(),
		RoleID:   r.Role,
		Better:   newBetterRole(r),
		File:     describeFile(r),
		Score:    r.Score,
		Mends:    mends(r),
		Gaps:     fold(q.presses(links.Gaps, "ask-"), linksShown),
		Claims:   fold(q.presses(links.Claims, "claim-"), linksShown),
		Families: q.families(signals),
		Sheets:   newSheets(r, "", false),
		Machine:  newMachineView(r),
	}
	p.Asked = asked(p.Gaps.First, p.Claims.First)
	if r.Job != nil {
		p.Job = q.job(r.Job, links)
	}
	for _, c := range r.Categories {
		row := ledgerRow{c.ID, c.Label, c.Points, c.Max, c.Whole, adds(parts(findings, c.ID, p.Families))}
		p.Ledger = append(p.Ledger, row)
		if g := q.checks(row, findings); len(g.Open)+len(g.Passed)+len(g.Skipped) > 0 {
			p.Checks = append(p.Checks, g)
		}
	}
	p.Sum = sum(p.Ledger)
	p.Headline = headline(r, p.Mends)
	return p
}

// headline says what the score means and what to do about it. It promises no
// more than the report counts as recoverable.
func headline(r *scorer.Report, mends []mend) string {
	meaning := r.Meaning()
	var win float64
	changes := 0
	for _, m := range mends {
		if !m.IfDone {
			win += m.Win
			changes++
		}
	}
	won := min(int(math.Round(win)), r.Recoverable)
	switch {
	case changes > 0 && won > 0:
		number := []string{"One change", "Two changes", "Three changes"}[changes-1]
		return fmt.Sprintf("%s %s could win %s.", meaning, number, plural(won, "point"))
	case changes > 0:
		return meaning + " What is left to mend is small."
	case r.NoEvidence():
		return meaning
	case r.Grade == "ready":
		return meaning + " We found nothing to mend."
	}
	return meaning + " What is missing is evidence."
}

func describeFile(r *scorer.Report) string {
	f := r.Document.File
	kind := "PDF"
	if f.Kind == "docx" {
		kind = "Word document"
	}
	s := cmp.Or(shortName(f.Name), kind)
	if f.Pages > 0 {
		s += ", " + plural(f.Pages, "page")
	}
	return fmt.Sprintf("%s, read in %d ms", s, max(1, int(math.Round(r.ReadMS))))
}

// shortName cuts the middle out of a long name of a file.
func shortName(name string) string {
	const longest = 40
	r := []rune(name)
	if len(r) <= longest {
		return name
	}
	return string(r[:longest/2]) + "…" + string(r[len(r)-longest/2+1:])
}

// mends returns the changes that win most.
func mends(r *scorer.Report) []mend {
	var out []mend
	for _, m := range r.Mends()[:min(mendsShown, len(r.Mends()))] {
		out = append(out, mend{m})
	}
	return out
}

// asked returns the first questions of two lists in turn: what is left open and
// what is claimed are asked for alike. A question stands once.
func asked(gaps, claims []press) []press {
	var out []press
	seen := map[string]bool{}
	take := func(list []press, i int) {
		if i < len(list) && !seen[list[i].Question.ID] {
			seen[list[i].Question.ID] = true
			out = append(out, list[i])
		}
	}
	for i := range max(len(gaps), len(claims)) {
		take(gaps, i)
		take(claims, i)
	}
	return out[:min(len(out), askedShown)]
}

func levelTag(l scorer.Level) tag {
	switch l {
	case scorer.Measured:
		return tag{"measured", "good"}
	case scorer.Shown:
		return tag{"shown", "good"}
	case scorer.Named:
		return tag{"named only", "warn"}
	}
	return tag{"nothing yet", "stop"}
}

func statusTag(s scorer.Status) tag {
	switch s {
	case scorer.Pass:
		return tag{"fine", "good"}
	case scorer.Warn:
		return tag{"worth a look", "warn"}
	case scorer.Fail:
		return tag{"mend this", "stop"}
	}
	return tag{"not checked", "quiet"}
}

// quoter makes quotes of evidence.
type quoter struct {
	pages   int
	pressed map[string]bool // lines quoted under a question already
	marks   map[int]int     // number of the place of a line
}

// quotes returns each place once.
func (q quoter) quotes(evidence []scorer.Evidence) []quote {
	var out []quote
	seen := map[string]bool{}
	for _, e := range evidence {
		text := withoutBullet(cmp.Or(e.Context, e.Quote))
		if text == "" || seen[text] {
			continue
		}
		seen[text] = true
		place := ""
		if q.pages > 1 && e.Page > 0 {
			place = fmt.Sprintf("page %d", e.Page)
		}
		out = append(out, quote{place, q.marks[e.Line], mark(text, e.Words)})
	}
	return out
}

// cite quotes the best line and names the places of the others. A line that has
// a place is given in whole there, so that here the words around what counts do.
func (q quoter) cite(evidence []scorer.Evidence) citation {
	var c citation
	for _, x := range q.quotes(evidence) {
		switch {
		case len(c.First) < quotesShown:
			if x.Mark > 0 {
				x.Parts = excerpt(x.Parts)
			}
			c.First = append(c.First, x)
		case x.Mark == 0:
			c.Rest = append(c.Rest, x)
		case x.Mark != c.First[0].Mark && !slices.Contains(c.Places, x.Mark):
			c.Places = append(c.Places, x.Mark)
		}
	}
	slices.Sort(c.Places)
	return c
}

// withoutBullet drops the mark that begins a line of a list.
func withoutBullet(line string) string {
	line = strings.TrimSpace(line)
	if mark, rest, found := strings.Cut(line, " "); found && utf8.RuneCountInString(mark) == 1 && strings.ContainsAny(mark, "•●▪◦‣∙·*–—-") {
		return strings.TrimSpace(rest)
	}
	return line
}

// presses returns links to questions, each under an anchor that begins with prefix.
func (q quoter) presses(links []prep.Link, prefix string) []press {
	var out []press
	for _, l := range links {
		p := press{Link: l, Anchor: prefix + l.Question.ID, Tag: levelTag(l.Level)}
		// The lines of an absent signal are those of the others that lead here.
		if l.Level != scorer.Absent {
			p.Quotes = q.fresh(l.Evidence)
		}
		out = append(out, p)
	}
	return out
}

// fresh returns quotes that no question before has shown.
func (q quoter) fresh(evidence []scorer.Evidence) []quote {
	var unseen []scorer.Evidence
	for _, e := range evidence {
		if !q.pressed[withoutBullet(cmp.Or(e.Context, e.Quote))] {
			unseen = append(unseen, e)
		}
	}
	unseen = unseen[:min(len(unseen), quotesShown)]
	for _, e := range unseen {
		q.pressed[withoutBullet(cmp.Or(e.Context, e.Quote))] = true
	}
	return q.quotes(unseen)
}

// questionsShown is how many questions of a posting are shown before the rest folds away.
const questionsShown = 5

func (q quoter) job(j *scorer.Job, links prep.Links) *jobMatch {
	m := &jobMatch{Match: j.Match, Title: j.Title, Traits: strings.Join(j.Traits, ", ")}
	lists := map[string][]scorer.Term{"required": j.Required, "preferred": j.Preferred, "tasks": j.Tasks}
	parts := slices.Clone(j.Parts)
	var counted []*float64
	total := 0.0
	for i := range parts {
		if parts[i].Max > 0 {
			total += parts[i].Points
			counted = append(counted, &parts[i].Points)
		}
	}
	addUp(total, counted...)
	for _, p := range parts {
		if terms := lists[p.ID]; len(terms) > 0 {
			m.Lists = append(m.Lists, termList{p.Label, p.Points, p.Max, q.terms(terms, p.Points, links)})
		} else {
			m.Parts = append(m.Parts, partRow{p, q.quotes(p.Evidence)})
		}
	}
	var sum []float64
	for _, p := range counted {
		sum = append(sum, *p)
	}
	m.Sum = adds(sum)
	var asked []askedRow
	for _, x := range j.Questions {
		asked = append(asked, askedRow{x, levelTag(x.Level)})
	}
	m.Asked = fold(asked, questionsShown)
	return m
}

// terms returns the rows of terms that have points together.
func (q quoter) terms(terms []scorer.Term, points float64, links prep.Links) []termRow {
	terms = slices.Clone(terms)
	var list []*float64
	for i := range terms {
		list = append(list, &terms[i].Points)
	}
	addUp(points, list...)
	var out []termRow
	for _, t := range terms {
		row := termRow{Term: t, Tag: levelTag(t.Level), Quotes: fold(q.quotes(t.Evidence), quotesShown).First, Open: t.Level < scorer.Shown}
		if row.Open {
			row.Prepare = firstQuestion(links, t.Questions)
		}
		out = append(out, row)
	}
	return out
}

// firstQuestion finds the first of the questions that is linked to; nil if none is.
func firstQuestion(links prep.Links, ids []string) *prep.Question {
	for _, l := range slices.Concat(links.Gaps, links.Claims) {
		if slices.Contains(ids, l.Question.ID) {
			return &l.Question
		}
	}
	return nil
}

// families groups the signals, in their order.
func (q quoter) families(signals []scorer.Signal) []family {
	var out []family
	for _, s := range signals {
		i := slices.IndexFunc(out, func(f family) bool { return f.Name == s.Family })
		if i < 0 {
			i = len(out)
			out = append(out, family{Name: s.Family})
		}
		row := signalRow{s, levelTag(s.Level), q.cite(s.Evidence)}
		f := &out[i]
		f.Points += s.Points
		f.Max += s.Max
		if s.Level == scorer.Absent {
			f.Absent = append(f.Absent, row)
		} else {
			f.Found = append(f.Found, row)
		}
	}
	for _, f := range out {
		slices.SortStableFunc(f.Found, func(a, b signalRow) int { return cmp.Compare(b.Level, a.Level) })
	}
	return out
}

// checks groups the findings of one category.
func (q quoter) checks(category ledgerRow, findings []scorer.Finding) checkGroup {
	g := checkGroup{ledgerRow: category}
	for _, f := range findings {
		if f.Category != category.ID {
			continue
		}
		row := checkRow{f, statusTag(f.Status), q.cite(f.Evidence)}
		switch f.Status {
		case scorer.Pass:
			g.Passed = append(g.Passed, row)
		case scorer.Skip:
			g.Skipped = append(g.Skipped, row)
		default:
			g.Open = append(g.Open, row)
		}
	}
	slices.SortStableFunc(g.Open, func(a, b checkRow) int {
		return cmp.Compare(b.Max-b.Points, a.Max-a.Points)
	})
	return g
}

// safeHref returns the address if it is one of the web, else "".
func safeHref(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return address
}

// points prints points to a tenth: 3, 0.7, 1.7. People are shown no hundredths;
// sums are kept by tenths.
func points(p float64) string {
	return strconv.FormatFloat(math.Round(p*10)/10, 'f', -1, 64)
}

// signed is points with their sign.
func signed(p float64) string { return scorer.Signed(math.Round(p*10) / 10) }

// tenths rounds points to tenths that add up to total, itself rounded to a
// tenth: those with the largest remainders up, the others down. Total is the
// sum of the points, or differs from it by its own rounding.
func tenths(points []float64, total float64) []float64 {
	out, order := make([]float64, len(points)), make([]int, len(points))
	left := int(math.Round(total * 10))
	remainder := func(i int) float64 { return math.Round(points[i]*100) - out[i]*10 } // hundredths
	for i, p := range points {
		out[i] = math.Floor(math.Round(p*100) / 10)
		order[i] = i
		left -= int(out[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for n, i := range order {
		if n < left {
			out[i]++
		}
	}
	for i := range out {
		out[i] /= 10
	}
	return out
}

// inTenths returns the findings and signals of a report with points for people:
// tenths that add up to those of their family and of their category.
func inTenths(r *scorer.Report) ([]scorer.Finding, []scorer.Signal) {
	findings, signals := slices.Clone(r.Findings), slices.Clone(r.Signals)
	for _, c := range r.Categories {
		var parts []*float64
		for i := range findings {
			if findings[i].Category == c.ID {
				parts = append(parts, &findings[i].Points)
			}
		}
		addUp(c.Points, parts...)
		if c.ID != "evidence" {
			continue
		}
		byFamily := map[string][]int{}
		var families []string
		for i, s := range signals {
			if byFamily[s.Family] == nil {
				families = append(families, s.Family)
			}
			byFamily[s.Family] = append(byFamily[s.Family], i)
		}
		totals := make([]float64, len(families))
		for n, name := range families {
			for _, i := range byFamily[name] {
				totals[n] += signals[i].Points
			}
		}
		for n, total := range tenths(totals, c.Points) {
			var points, most []*float64
			var max float64
			for _, i := range byFamily[families[n]] {
				points, most = append(points, &signals[i].Points), append(most, &signals[i].Max)
				max += signals[i].Max
			}
			addUp(total, points...)
			addUp(max, most...)
		}
	}
	return findings, signals
}

// addUp rounds points to tenths that add up to total.
func addUp(total float64, points ...*float64) {
	list := make([]float64, len(points))
	for i, p := range points {
		list[i] = *p
	}
	for i, p := range tenths(list, total) {
		*points[i] = p
	}
}

// sum writes out how the score comes about: in whole points, as the ledger does.
func sum(ledger []ledgerRow) string {
	var terms []string
	total := 0
	for _, r := range ledger {
		terms = append(terms, strconv.Itoa(r.Whole))
		total += r.Whole
	}
	return strings.Join(terms, " + ") + " = " + strconv.Itoa(total)
}

// parts are the points that a category adds up.
func parts(findings []scorer.Finding, category string, families []family) []float64 {
	var out []float64
	for _, f := range findings {
		if f.Category == category {
			out = append(out, f.Points)
		}
	}
	if category == "evidence" {
		for _, f := range families {
			out = append(out, f.Points)
		}
	}
	return out
}

// adds writes out a sum of tenths: "21 + 15.3 = 36.3"; "" of nothing.
func adds(list []float64) string {
	if len(list) == 0 {
		return ""
	}
	var terms []string
	var total float64
	for _, p := range list {
		terms = append(terms, points(p))
		total += p
	}
	return strings.Join(terms, " + ") + " = " + points(total)
}

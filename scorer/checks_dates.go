package scorer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shortlist/parser"
)

// The checks of dates, of their order, and of the length they justify.

// dateForm is a way to write a date.
type dateForm struct {
	name string
	re   *regexp.Regexp
}

// dateForms are the ways in which a month can be written, the month by name with its full year first: it may hold a day that looks like a short year.
var dateForms = []dateForm{
	{"the month by name", regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,'’-]*(?:\d{1,2}(?:st|nd|rd|th)?[\s,]+)?\d{4}`)},
	{"two digits for the year", regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s,-]*['’‘´` + "`" + `]\s?\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,-]+\d\d(?:\s|$|[^\d\s])|\b\d{1,2}/\d\d\b(?:[^/\d]|$)`)},
	{"the month by number", regexp.MustCompile(`\b\d{1,2}\s?[/.-]\s?(?:\d{1,2}\s?[/.-]\s?)?(?:19|20)\d\d\b|\b(?:19|20)\d\d[/.-](?:0[1-9]|1[0-2])\b`)},
}

// formOf returns how the dates of an entry are written; "" where no month is given.
func formOf(dates string) string {
	for _, f := range dateForms {
		if f.re.MatchString(dates) {
			return f.name
		}
	}
	return ""
}

func (r *reading) dates() outcome {
	if len(r.doc.Jobs) == 0 {
		return r.schoolDates()
	}
	var undated, unread, yearly []parser.Job
	for _, j := range r.doc.Jobs {
		switch {
		case j.DateText == "" && j.Start.IsZero() && j.End.IsZero():
			undated = append(undated, j)
		case j.Start.IsZero() && j.End.IsZero():
			unread = append(unread, j)
		case noMonth(j.Start) || noMonth(j.End):
			yearly = append(yearly, j)
		}
	}
	switch {
	case len(undated) > 0:
		return r.undated(undated)
	case len(unread) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s could not be read as a date.", quoted(unread[0].DateText)),
			fix:      "Write month and year, such as “Mar 2021 – Present”.",
			evidence: r.quoteDates(unread),
		}
	}
	if o, mixed := r.mixedForms(); mixed {
		return o
	}
	if len(yearly) > 0 {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s gives a year without its month; from years alone nobody can tell one month from twenty-three.", quoted(dateText(yearly[0]))),
			fix:      "Add the months, such as “Mar 2016 – Nov 2018”.",
			evidence: r.quoteDates(yearly),
		}
	}
	return passed("%s dates, and all of them can be read.", share(len(r.doc.Jobs), len(r.doc.Jobs), "job", "has", "have"))
}

func noMonth(d parser.Date) bool { return d.Year > 0 && d.Month == 0 }

// dateText is what the document prints as the dates of a job.
func dateText(j parser.Job) string {
	if j.DateText != "" {
		return j.DateText
	}
	return strings.Trim(j.Start.String()+" – "+j.End.String(), " –")
}

func (r *reading) undated(undated []parser.Job) outcome {
	n, all := len(undated), len(r.doc.Jobs)
	lines := make([]int, n)
	for i, j := range undated {
		lines[i] = j.Line
	}
	o := outcome{
		status:   Warn,
		part:     0.6 * float64(all-n) / float64(all),
		reason:   fmt.Sprintf("For %s no dates were found.", ofAll(n, all, "job")),
		fix:      "Give each job its dates on the line of its title or company, such as “Mar 2021 – Present”.",
		evidence: r.quote(lines...),
	}
	if n == all {
		o.status = Fail
	}
	return o
}

// mixedForms warns where months are written in more than one way.
func (r *reading) mixedForms() (outcome, bool) {
	first := make(map[string]parser.Job)
	var order []string
	for _, j := range r.doc.Jobs {
		f := formOf(j.DateText)
		if _, seen := first[f]; f != "" && !seen {
			first[f] = j
			order = append(order, f)
		}
	}
	if len(order) < 2 {
		return outcome{}, false
	}
	a, b := first[order[0]], first[order[1]]
	return outcome{
		status:   Warn,
		reason:   fmt.Sprintf("Dates are written in more than one way: %s has %s, %s %s.", quoted(a.DateText), order[0], quoted(b.DateText), order[1]),
		fix:      "Write all dates alike, such as “Mar 2021 – Present”.",
		evidence: r.quoteDates([]parser.Job{a, b}),
	}, true
}

// schoolDates decides the dates of a resume without jobs.
func (r *reading) schoolDates() outcome {
	var undated []int
	for _, s := range r.doc.Education {
		if s.Start.IsZero() && s.End.IsZero() {
			undated = append(undated, s.Line)
		}
	}
	switch n := len(r.doc.Education); {
	case n == 0:
		return outcome{
			status:   Fail,
			reason:   "No entry with dates was found, down to the last line.",
			fix:      "Give each job, project or course its dates, such as “Mar 2021 – Present”.",
			evidence: r.last(),
		}
	case len(undated) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("For %s no dates were found.", ofAll(len(undated), n, "entry of your education")),
			fix:      "Add at least the year of the end, or of the expected end.",
			evidence: r.quote(undated...),
		}
	default:
		return passed("%s dates.", share(n, n, "entry of your education", "has", "have"))
	}
}

// quoteDates quotes the lines that hold the dates of the jobs.
func (r *reading) quoteDates(jobs []parser.Job) []Evidence {
	lines := make([]int, len(jobs))
	for i, j := range jobs {
		lines[i] = j.Line
		if at := r.findLine(j.DateText, j.Line, j.Last); at >= 0 {
			lines[i] = at
		}
	}
	return r.quote(lines...)
}

func (r *reading) chronology() outcome {
	if o, ok := r.impossible(); ok {
		return o
	}
	if len(r.history.periods) == 0 {
		return skipped("No job gives both its start and its end, so there is no order to judge.")
	}
	if o, ok := r.disorder(); ok {
		return o
	}
	if o, ok := r.holes(); ok {
		return o
	}
	if o, ok := r.overlaps(); ok {
		return o
	}
	switch open := r.history.open; {
	case open > 0:
		return passed("No job with dates stands under an older one. Gaps were not looked for, because %s a start or an end.", count(open, "job")+verb(open, " lacks", " lack"))
	case len(r.history.periods) == 1:
		return passed("One job gives both its dates; there is no order to judge.")
	}
	if r.missedDates() {
		return passed("No job with dates stands under an older one. Gaps were not looked for, because some dates of the work could not be told apart.")
	}
	return passed("Jobs stand newest first, without a gap of over %.0f months between them.", r.limits["gap-months"])
}

// impossible finds ends before their start and starts that have yet to come.
func (r *reading) impossible() (outcome, bool) {
	for _, p := range r.history.periods {
		j := r.doc.Jobs[p.job]
		switch {
		case p.start > r.today.Year*12+r.today.Month+5:
			return r.fault(j, "%s starts more than six months from now.", "Check the year."), true
		case p.end < p.start:
			return r.fault(j, "%s ends before it starts.", "Check the two dates; one of them is likely mistyped."), true
		}
	}
	return outcome{}, false
}

func (r *reading) fault(j parser.Job, format, fix string) outcome {
	return outcome{
		status:   Fail,
		reason:   fmt.Sprintf(format, quoted(dateText(j))),
		fix:      fix,
		evidence: r.quoteDates([]parser.Job{j}),
	}
}

// disorder finds jobs of one section that stand under an older one.
func (r *reading) disorder() (outcome, bool) {
	pairs, wrong := 0, [][2]parser.Job(nil)
	for i := 1; i < len(r.history.periods); i++ {
		a, b := r.history.periods[i-1], r.history.periods[i]
		upper, lower := r.doc.Jobs[a.job], r.doc.Jobs[b.job]
		if r.sectionAt(upper.Line) != r.sectionAt(lower.Line) {
			continue
		}
		pairs++
		if b.start > a.start && b.end > a.end {
			wrong = append(wrong, [2]parser.Job{upper, lower})
		}
	}
	if len(wrong) == 0 {
		return outcome{}, false
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s stands below %s, though it is newer.", quoted(dateText(wrong[0][1])), quoted(dateText(wrong[0][0]))),
		fix:      "Put the newest job first; the top job is the one that is read most closely.",
		evidence: r.quoteDates(wrong[0][:]),
	}
	if len(wrong) == pairs && pairs > 1 {
		o.reason = fmt.Sprintf("Your jobs stand oldest first: from %s down to %s.", quoted(dateText(wrong[0][0])), quoted(dateText(wrong[pairs-1][1])))
	}
	return o, true
}

// sectionAt returns the index of the section in which a line stands; -1 for none.
func (r *reading) sectionAt(line int) int {
	for i, s := range r.doc.Sections {
		if line >= s.Line && line < s.End {
			return i
		}
	}
	return -1
}

var rangeRE = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\s*(?:[-–—]|\bto\b|\btill\b|\buntil\b)\s*(?:[a-z]{3,9}\.?\s*|\d{1,2}\s?[/.-]\s?)?(?:(?:19|20)\d\d|present|current|now|date)`)

// missedDates reports whether more lines of the work hold a range of dates than
// jobs with dates were read. Then nothing can be said of what lies between.
func (r *reading) missedDates() bool {
	ranges := 0
	for _, l := range r.doc.Lines {
		if l.Section == parser.Experience && rangeRE.MatchString(l.Text) {
			ranges++
		}
	}
	return ranges > len(r.history.periods)
}

// holes finds long times of which the resume says nothing. With dates missing
// somewhere nothing can be said.
func (r *reading) holes() (outcome, bool) {
	if r.history.open > 0 || r.missedDates() {
		return outcome{}, false
	}
	var others []period
	for _, s := range r.doc.Education {
		start, end := s.Start, s.End
		if start.IsZero() {
			start = parser.Date{Year: max(end.Year-3, 0)} // only the year of the degree is given
		}
		if p, ok := periodOf(start, end, r.today); ok && !s.End.IsZero() {
			others = append(others, p)
		}
	}
	for _, s := range r.doc.Projects {
		if p, ok := periodOf(s.Start, s.End, r.today); ok {
			others = append(others, p)
		}
	}
	others = append(others, r.breaks()...)
	gaps := r.history.gaps(others, r.today, int(r.limits["gap-months"]))
	if n := len(gaps); n > 0 && gaps[n-1].before < 0 && r.goesOn() {
		gaps = gaps[:n-1]
	}
	if len(gaps) == 0 {
		return outcome{}, false
	}
	g := gaps[len(gaps)-1]
	o := outcome{
		status: Warn,
		fix:    "Say in one line what the time was for: study, family, illness, a search, own work. A plain line is enough; an empty space makes people guess.",
		reason: fmt.Sprintf("Between %s and %s no entry covers %s.", month(monthAt(g.from)), month(monthAt(g.to)), lasting(g.months())),
	}
	var around []parser.Job
	if g.before >= 0 {
		around = append(around, r.doc.Jobs[g.before])
	}
	if g.after >= 0 {
		around = append(around, r.doc.Jobs[g.after])
	}
	if g.to > r.today.Year*12+r.today.Month-1 {
		o.reason = fmt.Sprintf("No entry covers the time since %s, %s ago.", month(monthAt(g.from)), lasting(g.months()))
	}
	if len(gaps) > 1 {
		o.reason += fmt.Sprintf(" There %s besides.", verb(len(gaps)-1, "is 1 more such gap", fmt.Sprintf("are %d more such gaps", len(gaps)-1)))
	}
	o.evidence = r.quoteDates(around)
	return o, true
}

var (
	breakRE     = regexp.MustCompile(`(?i)\b(?:sabbatical|career (?:break|pause|gap)|(?:parental|maternity|paternity|family|medical|sick|care) leave|leave of absence|caregiv\w+|gap year|(?:time|years?) (?:off|out)|full-time parent|world trip|illness)\b`)
	breakYearRE = regexp.MustCompile(`\b((?:19|20)\d\d)\b(?:\s*(?:-|–|—|to|until|till|and)\s*(?:[A-Z][a-z]+\.?\s+)?((?:19|20)\d\d|present|now)\b)?`)
)

// breaks returns the times away from work that a statement explains: "career
// sabbatical 2021-2022". Years without months are whole ones.
func (r *reading) breaks() []period {
	var out []period
	for _, s := range r.doc.Statements {
		if !breakRE.MatchString(s.Text) {
			continue
		}
		for _, m := range breakYearRE.FindAllStringSubmatch(s.Text, -1) {
			from, _ := strconv.Atoi(m[1])
			start, end := parser.Date{Year: from, Month: 1}, parser.Date{Year: from, Month: 12}
			if year, err := strconv.Atoi(m[2]); err == nil {
				end.Year = year
			} else if m[2] != "" {
				end = parser.Date{Present: true}
			}
			if p, ok := periodOf(start, end, r.today); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// lasting is a length of time, in months up to two years.
func lasting(months int) string {
	switch {
	case months < 24:
		return count(months, "month")
	case months%12 == 0:
		return count(months/12, "year")
	}
	return "over " + count(months/12, "year")
}

var goesOnRE = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\b.*\b(?:present|current(?:ly)?|now|to date|till date|till now|ongoing|today)\b|\bsince\b.*\b(?:19|20)\d\d\b`)

// goesOn reports whether some line of the work says that something lasts to
// this day, though no job was read so: then nothing can be said of the time
// since the last of them.
func (r *reading) goesOn() bool {
	return slices.ContainsFunc(r.doc.Lines, func(l parser.Line) bool {
		return l.Section != parser.Education && goesOnRE.MatchString(l.Text)
	})
}

// sideRE matches words of positions that are held beside another.
var sideRE = regexp.MustCompile(`(?i)\b(?:free-?lanc\w*|part[- ]time|volunteer\w*|intern\w*|adjunct|visiting|consult\w*|contract\w*|found\w*|co-?found\w*|owner|board|advis\w*|member|student|assistant|lectur\w*|teach\w*|tutor\w*|mentor\w*|self[- ]employed|trustee|fellow\w*|research\w*|editor\w*|chair\w*|director|locum|honorary)\b`)

// overlaps finds two full positions with different employers at the same time.
// Two that start together are likely one job told twice.
func (r *reading) overlaps() (outcome, bool) {
	limit := int(r.limits["overlap-months"])
	for i, a := range r.history.periods {
		for _, b := range r.history.periods[i+1:] {
			x, y := r.doc.Jobs[a.job], r.doc.Jobs[b.job]
			n := overlap(a, b)
			if n <= limit || a.start == b.start || x.Company == "" || y.Company == "" || sharesWord(x.Company, y.Company) ||
				sideRE.MatchString(x.Title+" "+x.Company) || sideRE.MatchString(y.Title+" "+y.Company) {
				continue
			}
			return outcome{
				status:   Warn,
				reason:   fmt.Sprintf("%s and %s overlap by %s.", quoted(dateText(x)), quoted(dateText(y)), count(n, "month")),
				fix:      "If one of the two was part-time, freelance or a client's site, say so beside its title; otherwise check the dates.",
				evidence: r.quoteDates([]parser.Job{x, y}),
			}, true
		}
	}
	return outcome{}, false
}

func sharesWord(a, b string) bool {
	for _, w := range wordsOf(a) {
		for _, v := range wordsOf(b) {
			if w == v && len(w) > 3 {
				return true
			}
		}
	}
	return false
}

func (r *reading) length() outcome {
	words, years := r.words(), float64(r.history.months)/12
	if float64(words) < r.limits["few-words"] {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("The whole resume has %s, which leaves little to go by.", count(words, "word")),
			fix:      "Say under each job, project or course what you did and what came of it; a full page has about 400 to 550 words.",
			evidence: r.last(),
		}
	}
	pages := r.doc.File.Pages
	have := count(pages, "page")
	estimated := pages == 0
	beyond := func(page int) []Evidence { // what is too much begins there; a Word file tells only where it ends
		if estimated {
			return r.last()
		}
		return r.firstOn(page + 1)
	}
	if estimated {
		pages = r.printedPages()
		have = fmt.Sprintf("%s, which print on about %s (a Word file does not say on how many)", count(words, "word"), count(pages, "page"))
	}
	experience := ""
	undecided := r.history.open > 0 || r.missedDates() // what was not read may make up for it
	switch {
	case undecided:
	case years >= 1:
		experience = ", for about " + count(int(years+0.5), "year") + " of dated work"
	case years > 0:
		experience = ", for less than a year of dated work"
	}
	switch {
	case pages > 3 && len(r.sectionsOf(parser.Publications)) > 0:
		return skipped("It has %s. With publications this is a CV of the academic kind, for which no such limit holds.", have)
	case pages > 3 && !estimated:
		return outcome{
			status:   Fail,
			reason:   fmt.Sprintf("It has %s. More than three are hardly ever read to the end.", have),
			fix:      "Keep the last ten to fifteen years in detail and give everything older one line each; two pages are plenty.",
			evidence: beyond(2),
		}
	case pages > 2:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("It has %s%s; two are what most readers take in.", have, experience),
			fix:      "Shorten the oldest jobs to one line each, and drop what the job you want does not ask for.",
			evidence: beyond(2),
		}
	case pages == 2 && years < r.limits["one-page-years"] && !undecided:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("It has %s%s. One page is the usual measure up to about ten years.", have, experience),
			fix:      "Cut bullets that repeat each other and shorten the oldest entries until it fits on one page.",
			evidence: beyond(1),
		}
	}
	return passed("It has %s%s.", have, experience)
}

// printedPages estimates the pages of a document that does not say how many it
// has, from its lines as they would run across a page.
func (r *reading) printedPages() int {
	lines := 0
	for _, l := range r.doc.Lines {
		lines += 1 + utf8.RuneCountInString(l.Text)/int(r.limits["letters-a-line"])
	}
	return max(1, int(float64(lines)/r.limits["lines-a-page"]+0.6))
}

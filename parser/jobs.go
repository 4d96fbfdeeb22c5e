package parser

import (
	"strings"
)

// What a line of an experience section is to its entry.
type entryRole int

const (
	entryBody entryRole = iota // bullets, prose, sub-headings
	entryHead                  // title, company, place, dates
)

// entryLine is a line of an experience section with what was found in it.
type entryLine struct {
	id     int    // of its first line
	last   int    // of its last line
	line   *Line  // the first line, with the text of the whole paragraph
	text   string // without bullet, number and dates
	role   entryRole
	field  string // "company", "title", "dates", "location" or "aside" if a label says so
	dates  []dateSpan
	ranged bool // one of the dates is a range, or open
	strong bool // set off: bold, capitals, underlined, larger
	item   bool // begins with a bullet or a number
}

// jobReader reads the entries of experience sections.
type jobReader struct {
	d        *Document
	dayFirst bool
	body     float64 // size of most letters
	jobs     []Job
	heads    []jobHead // parallel to jobs while reading
	starts   []int     // the lines that begin an entry
}

// jobHead is the material of one entry's head.
type jobHead struct {
	lines    []entryLine
	company  string // by label
	title    string
	location string
}

// readJobs reads the jobs of all experience sections; where a document has none,
// those that stand under no heading.
func readJobs(d *Document, dayFirst bool) *jobReader {
	r := &jobReader{d: d, dayFirst: dayFirst, body: usualSize(d.Lines)}
	found := false
	for _, s := range d.Sections {
		if s.Kind == Experience {
			found = true
			r.section(s, false)
		}
	}
	if !found || len(r.jobs) == 0 {
		for _, s := range d.Sections {
			if s.Kind == Contact || s.Kind == Summary || s.Kind == Other {
				r.section(s, true)
			}
		}
	}
	r.settle()
	return r
}

// takeJobs gives the document the jobs that were read of it.
func (d *Document) takeJobs(r *jobReader) {
	d.Jobs = r.jobs
	d.heads = append(d.heads, r.starts...)
	d.ownSections(r.jobs)
}

// ownSections gives jobs that stand in a section of another kind, under no
// heading of their own, a section from the first of them on.
func (d *Document) ownSections(jobs []Job) {
	var out []Section
	for _, s := range d.Sections {
		first := s.End
		for _, j := range jobs {
			if j.Line >= s.Line && j.Line < first {
				first = j.Line
			}
		}
		if s.Kind == Experience || first == s.End {
			out = append(out, s)
			continue
		}
		for i := first; i < s.End; i++ {
			d.Lines[i].Section = Experience
		}
		own := Section{Kind: Experience, Page: d.Lines[first].Page, Line: first, End: s.End}
		if s.End = first; s.End > s.Line {
			out = append(out, s)
		}
		out = append(out, own)
	}
	d.Sections = out
}

// section reads the entries of one section. Where it is no experience section
// by its heading, only dated entries with a title or an employer count.
func (r *jobReader) section(s Section, strict bool) {
	lines := r.classify(s)
	if !strict {
		lines = r.table(lines)
	}
	blocks := headBlocks(lines)
	if strict {
		blocks = keep(blocks, func(b block) bool {
			return b.ranges(lines) > 0 && (b.any(lines, looksLikeTitle) || b.any(lines, looksLikeCompany))
		})
	} else {
		blocks = entryBlocks(blocks, lines)
	}
	var starts []block
	lead := leadField(lines)
	for _, b := range blocks {
		starts = append(starts, splitBlock(b, lines, lead)...)
	}
	starts = joinLabelled(starts, lines)
	for i, b := range starts {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1].from
		}
		r.entry(lines, b, end)
	}
}

// classify finds dates, labels and heads in the lines of a section.
func (r *jobReader) classify(s Section) []entryLine {
	var out []entryLine
	from := s.Line
	if s.Heading != "" {
		from++
	}
	paras, last := paragraphsOf(r.d, from, s.End)
	for i := range paras {
		l := &paras[i]
		if value, field := formField(stripBullet(l.Text), "label", "company", "title", "dates", "location", "aside"); field != "" {
			e := entryLine{id: l.ID, last: last[i], line: l, text: value, field: field, item: true}
			e.dates, e.ranged = jobDates(value, r.dayFirst, field == "dates")
			if field != "dates" {
				e.dates, e.ranged = nil, false
			}
			out = append(out, e)
			continue
		}
		text := stripNumber(stripBullet(l.Text))
		if n := len(out) - 1; n >= 0 {
			switch prev := &out[n]; {
			case prev.field == "company" || prev.field == "title":
				if tail, rest := wrappedValue(text); tail != "" && i > 0 && paras[i-1].ID == prev.id {
					prev.text += " " + tail
					text = rest
				} else if unfinished.MatchString(prev.text) && len(findDates(text, r.dayFirst)) == 0 && !l.style.bullet && wordCount(text) <= 12 && !strings.Contains(text, ":") {
					prev.text += " " + text
					prev.last = last[i]
					continue
				}
			case len(prev.dates) == 1 && (dashEnd.MatchString(prev.text) || dashLead.MatchString(l.Text) && prev.dates[0].single && withoutDates(prev.text, prev.dates) == "") && endOfRange(strings.TrimLeft(text, "–—- "), r.dayFirst):
				prev.text = strings.TrimRight(prev.text, " –—-") + " – " + text
				prev.dates, prev.ranged = jobDates(prev.text, r.dayFirst, prev.field == "dates")
				prev.last = last[i]
				continue
			}
		}
		for _, text := range cutLabels(text) {
			e := entryLine{id: l.ID, last: last[i], line: l, text: text}
			e.strong = l.style.bold > 0.6 || l.style.caps || l.style.underline || l.style.outline > 0 || r.body > 0 && l.style.size > r.body+0.7
			e.item = l.style.bullet || itemNumber.MatchString(l.Text)
			e.field, _ = labelled(e.text)
			e.dates, e.ranged = jobDates(e.text, r.dayFirst, e.field == "dates")
			if e.field == "" && e.ranged && clientLabel.MatchString(e.text) {
				e.field = "company" // a consultant's employer for the time
			}
			if e.field == "company" || e.field == "title" {
				e.dropLabelDates()
			}
			out = append(out, e)
		}
	}
	// A label on a line of its own names the line that follows.
	for i := range out {
		t := strings.TrimRight(out[i].text, " :-–\t")
		if out[i].field == "" && t != out[i].text && labelField(t) != "" && i+1 < len(out) && out[i+1].field == "" && !out[i+1].item {
			out[i].field = "label"
			out[i+1].field = labelField(t)
			if out[i+1].field == "dates" {
				out[i+1].dates, out[i+1].ranged = jobDates(out[i+1].text, r.dayFirst, true)
			}
		}
	}
	for i := range out {
		out[i].role = headRole(out, i)
	}
	spreadHeads(out)
	return out
}

// unfinished matches the value of a label that the next line goes on with.
var unfinished = compile(`(?i)(?:[&,/]|\b(?:and|of|for))\s*$`)

// endOfRange reports whether a line is a single date or a word for the present:
// the end of a range that begins on the line above.
func endOfRange(text string, dayFirst bool) bool {
	if wordCount(text) > 4 {
		return false
	}
	ds := findDates(text, dayFirst)
	return presentWord.MatchString(strings.TrimSpace(text)) || len(ds) == 1 && ds[0].single && withoutDates(text, ds) == ""
}

var presentWord = compile(`(?i)^(?:till date|to date|till now|present|current|now|today|ongoing|date|heute|aujourd.hui|actualidad|oggi|heden|atual)\W*$`)

var openEnd = compile(`(?i)^\s*[-–—→]\s*(?:[)\]]|$|\t|(?:to|till|until)\s+(?:date|now|present)\b|bis\s+dato|dato\b)`)

// jobDates finds the dates that may be those of a job: ranges, and single
// dates that are no mere year in a sentence.
func jobDates(text string, dayFirst, labelled bool) ([]dateSpan, bool) {
	var out []dateSpan
	ranged := false
	for _, d := range findDates(text, dayFirst) {
		if d.bare && !labelled && d.from > 0 && wordCount(text) > 8 && !(d.from > 0 && text[d.from-1] == '(') {
			continue
		}
		if m := openEnd.FindStringIndex(text[d.to:]); m != nil && d.single && !d.start.IsZero() {
			d.single, d.end = false, Date{Present: true} // "(2017-)", "2019 – to date"
			d.to += len(strings.TrimRight(text[d.to:d.to+m[1]], ")]\t"))
		}
		if !d.single {
			ranged = true
		}
		out = append(out, d)
	}
	return out, ranged
}

// entry makes a job of the head lines[b.from:b.to] and the body up to end.
func (r *jobReader) entry(lines []entryLine, b block, end int) {
	var h jobHead
	labelDates := false
	j := Job{Page: lines[b.from].line.Page, Line: lines[b.from].id, Last: lines[end-1].last}
	for i := b.from; i < end && i < len(lines); i++ {
		e := lines[i]
		inHead := b.holds(i)
		field, value := e.field, e.text
		if f, v := labelled(e.text); f != "" {
			field, value = f, v
		} else if field == "company" {
			value = clientLabel.ReplaceAllString(value, "")
		}
		if field == "label" {
			r.head(e)
			continue
		}
		if !inHead && (field != "location" || h.location != "") {
			continue
		}
		r.head(e)
		switch {
		case field == "company" && h.company == "":
			h.company = withoutDates(value, findDates(value, r.dayFirst))
		case field == "title" && h.title == "":
			h.title = withoutDates(value, findDates(value, r.dayFirst))
		case field == "location" && h.location == "":
			h.location = value
		case field == "dates":
		default:
			if inHead {
				h.lines = append(h.lines, e)
			}
		}
		if inHead && (field == "dates" && !labelDates || j.Start.IsZero() && j.End.IsZero()) && len(e.dates) > 0 {
			if field == "dates" {
				j.Start, j.End, j.DateText, labelDates = Date{}, Date{}, "", true // what a label says holds
			}
			for _, d := range e.dates {
				r.setDates(&j, d, e)
			}
		}
	}
	var body []entryLine
	for i := b.to; i < end; i++ {
		if !b.holds(i) {
			body = append(body, lines[i])
		}
	}
	j.Bullets = bulletsOf(body)
	r.jobs = append(r.jobs, j)
	r.heads = append(r.heads, h)
}

// head notes the lines of a paragraph as the head of an entry.
func (r *jobReader) head(e entryLine) {
	for i := e.id; i <= e.last; i++ {
		r.starts = append(r.starts, i)
	}
}

func (r *jobReader) setDates(j *Job, d dateSpan, e entryLine) {
	text := strings.TrimSpace(e.text[d.from:d.to])
	switch {
	case !d.single:
		if j.End.IsZero() {
			j.Start, j.End, j.DateText = d.start, d.end, text
		}
	case j.Start.IsZero() && j.DateText == "":
		j.Start, j.DateText = d.start, text
		if d.start.IsZero() {
			j.End = d.end
		}
	case j.End.IsZero():
		j.End = d.start
		if d.start.IsZero() {
			j.End = d.end
		}
		j.DateText += " – " + text
	}
}

// bulletsOf joins the lines of an entry's body into bullets.
func bulletsOf(lines []entryLine) []string {
	var out []string
	for _, e := range lines {
		l := e.line
		text := strings.ReplaceAll(stripBullet(l.Text), "\t", " ")
		if entryLabels[strings.Join(headingTokens(text), " ")] {
			continue
		}
		out = append(out, text)
	}
	return out
}

package parser

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	field  string // "company", "title", "dates", "location" if a label says so
	dates  []dateSpan
	ranged bool // one of the dates is a range, or open
	strong bool // set off: bold, capitals, underlined, larger
	item   bool // begins with a bullet or a number
}

func (e entryLine) dated() bool { return len(e.dates) > 0 }

// jobReader reads the entries of experience sections.
type jobReader struct {
	d        *Document
	dayFirst bool
	body     float64 // size of most letters
	jobs     []Job
	heads    []jobHead // parallel to jobs while reading
}

// jobHead is the material of one entry's head.
type jobHead struct {
	lines    []entryLine
	company  string // by label
	title    string
	location string
}

// jobsOf reads the jobs of all experience sections; where a document has none,
// those that stand under no heading.
func jobsOf(d *Document, dayFirst bool) []Job {
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
	return r.jobs
}

var jobLabel = regexp.MustCompile(`^[^\pL]*([\pL][\pL &/.'’]*?(?: ?\d)?)\s*(?:\(s\))?\s*(?:\t+\s*[:\-–]?|[:：]|\s[-–]|[-–]\s)\s*[:\-–]*\s*(\S.*)$`)

// labelled returns the field that a label at the head of a text names, and its value.
func labelled(text string) (field, value string) {
	m := jobLabel.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	return labelField(m[1]), strings.TrimSpace(m[2])
}

var labelCount = regexp.MustCompile(`[\s.]*\d+(?:\s+of\s+\d+)?$`)

var labelWhen = regexp.MustCompile(`^(?:present(?:ly)?|current(?:ly)?|previous(?:ly)?|last|past|former|latest)\s+`)

func labelField(s string) string {
	name := strings.ToLower(strings.Join(strings.Fields(s), " "))
	name = labelWhen.ReplaceAllString(labelCount.ReplaceAllString(name, ""), "")
	for _, f := range []string{"company", "title", "dates", "location"} {
		if words()["label "+f][name] {
			return f
		}
	}
	if strings.HasPrefix(name, "name of ") && len(strings.Fields(name)) <= 5 {
		return "company" // "Name of hospital"
	}
	return ""
}

var innerLabel = regexp.MustCompile(`(?:^|\s)([A-Z][\pL/]*(?: (?:of |the )?[\pL/]+){0,2}(?: \d)?)\s*:`)
var itemNumber = regexp.MustCompile(`^\(?\d{1,2}[.)]?\s+\pL`)

// cutLabels parts a text that holds several labelled fields: "Company: ACME
// Designation: Clerk", as it comes from lines run together.
func cutLabels(text string) []string {
	var cuts []int
	for _, m := range innerLabel.FindAllStringSubmatchIndex(text, -1) {
		// The label may be the tail of what the pattern took: "Chennai Designation:".
		from := m[2]
		for {
			if labelField(text[from:m[3]]) != "" {
				cuts = append(cuts, from)
				break
			}
			i := strings.IndexByte(text[from:m[3]], ' ')
			if i < 0 {
				break
			}
			from += i + 1
		}
	}
	var out []string
	last := 0
	for _, c := range cuts {
		if t := strings.TrimSpace(text[last:c]); strings.Contains(t, ":") || wordCount(t) > 2 {
			out = append(out, t)
			last = c
		}
	}
	return append(out, strings.TrimSpace(text[last:]))
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

// jobColumns maps the header of a table of jobs to the columns of its rows; nil
// if the line is no such header.
func jobColumns(l *Line) map[int]string {
	if !strings.Contains(l.Text, "\t") || yearIn.MatchString(l.Text) {
		return nil
	}
	cols, n := map[int]string{}, 0
	has := map[string]bool{}
	for i, c := range strings.Split(strings.ToLower(l.Text), "\t") {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if n++; wordCount(c) > 5 || strings.ContainsAny(c, ":@") {
			return nil
		}
		for _, k := range jobColumnWords {
			if k.words.MatchString(c) {
				cols[i] = k.column
				has[k.column] = true
				break
			}
		}
	}
	if len(cols) >= 2 && len(cols)*3 >= n*2 && (has["company"] || has["title"]) && (has["dates"] || has["start"] || has["company"] && has["title"]) {
		return cols
	}
	return nil
}

var jobColumnWords = []struct {
	column string
	words  *regexp.Regexp
}{
	{"company", regexp.MustCompile(`compan|organi[sz]ation|employer|institut|hospital|firm|school|college|client`)},
	{"title", regexp.MustCompile(`designation|position|post|title|role|grade|desig|capacity|job`)},
	{"start", regexp.MustCompile(`\bfrom\b|start|joining|\bdoj\b`)},
	{"end", regexp.MustCompile(`\bto\b|till|\bend|leaving|relieving`)},
	{"dates", regexp.MustCompile(`duration|period|tenure|year|date|working|time|service`)},
	{"location", regexp.MustCompile(`location|place|city|site`)},
	{"", regexp.MustCompile(`^(?:s\.?\s*no|sr\.?\s*no|sl\.?\s*no|no|#)\.?$`)},
}

// table reads the rows under the header of a table as jobs, and returns the
// lines that are none of these.
func (r *jobReader) table(lines []entryLine) []entryLine {
	var out []entryLine
	for i := 0; i < len(lines); i++ {
		cols := jobColumns(lines[i].line)
		if cols == nil || i+1 < len(lines) && !strings.Contains(lines[i+1].line.Text, "\t") {
			out = append(out, lines[i])
			continue
		}
		r.head(lines[i])
		for i+1 < len(lines) && strings.Contains(lines[i+1].line.Text, "\t") {
			i++
			if i > 0 && lines[i].id == lines[i-1].id {
				continue // another field of the same line
			}
			r.tableRow(lines[i].line, cols)
		}
	}
	return out
}

func (r *jobReader) tableRow(l *Line, cols map[int]string) {
	j := Job{Page: l.Page, Line: l.ID, Last: l.ID}
	var h jobHead
	for i, c := range strings.Split(l.Text, "\t") {
		c = strings.TrimSpace(c)
		ds := findDates(c, r.dayFirst)
		switch cols[i] {
		case "company":
			h.company = c
		case "title":
			h.title = c
		case "location":
			h.location = c
		case "start", "end", "dates":
			for _, d := range ds {
				e := entryLine{text: c}
				if cols[i] == "end" && d.single {
					j.End = d.start
					if d.start.IsZero() {
						j.End = d.end
					}
					continue
				}
				r.setDates(&j, d, e)
			}
		}
	}
	if h.company == "" && h.title == "" {
		return
	}
	r.d.heads = append(r.d.heads, l.ID)
	r.jobs, r.heads = append(r.jobs, j), append(r.heads, h)
}

// joinLabelled joins a block of labelled fields to the entry above if that one
// lacks them: the fields of one entry with a paragraph between them.
func joinLabelled(bs []block, lines []entryLine) []block {
	var out []block
	for _, b := range bs {
		if n := len(out); n > 0 {
			have, add := out[n-1].fields(lines), b.fields(lines)
			clash := len(add) == 0 || len(have) == 0 || len(add) < b.to-b.from-b.count(lines, "label") && !b.allLabelled(lines)
			for f := range add {
				clash = clash || have[f]
			}
			if !clash {
				out[n-1].more = append(out[n-1].more, b)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// fields returns the fields that a block gives: by label, or dates.
func (b block) fields(lines []entryLine) map[string]bool {
	m := map[string]bool{}
	for _, e := range lines[b.from:b.to] {
		if e.field == "company" || e.field == "title" || e.field == "dates" {
			m[e.field] = true
		}
		if e.dated() {
			m["dates"] = true
		}
	}
	for _, x := range b.more {
		for f := range x.fields(lines) {
			m[f] = true
		}
	}
	return m
}

func (b block) count(lines []entryLine, field string) int {
	n := 0
	for _, e := range lines[b.from:b.to] {
		if e.field == field {
			n++
		}
	}
	return n
}

func (b block) allLabelled(lines []entryLine) bool {
	for _, e := range lines[b.from:b.to] {
		if e.field == "" {
			return false
		}
	}
	return true
}

func keep(bs []block, f func(block) bool) []block {
	var out []block
	for _, b := range bs {
		if f(b) {
			out = append(out, b)
		}
	}
	return out
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
		for _, text := range cutLabels(stripNumber(stripBullet(l.Text))) {
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

// dropLabelDates forgets dates within a label: "Present company: …".
func (e *entryLine) dropLabelDates() {
	_, v := labelled(e.text)
	var keep []dateSpan
	for _, d := range e.dates {
		if d.from >= len(e.text)-len(v) {
			keep = append(keep, d)
		}
	}
	e.dates, e.ranged = keep, e.ranged && len(keep) > 0
}

var openEnd = regexp.MustCompile(`^\s*[-–—]\s*(?:[)\]]|$)`)

var clientLabel = regexp.MustCompile(`(?i)^client(?: name)?\s*[:\-–]`)

// jobDates finds the dates that may be those of a job: ranges, and single
// dates that are no mere year in a sentence.
func jobDates(text string, dayFirst, labelled bool) ([]dateSpan, bool) {
	var out []dateSpan
	ranged := false
	for _, d := range findDates(text, dayFirst) {
		if d.bare && !labelled && wordCount(text) > 8 && !(d.from > 0 && text[d.from-1] == '(') {
			continue
		}
		if d.single && !d.start.IsZero() && openEnd.MatchString(text[d.to:]) {
			d.single, d.end = false, Date{Present: true} // "(2017-)"
		}
		if !d.single {
			ranged = true
		}
		out = append(out, d)
	}
	return out, ranged
}

var sentenceHead = regexp.MustCompile(`(?i)^(?:(?:i\s+(?:am|have|was)\s+)?(?:(?:presently|currently|at present|now|also|previously|earlier|formerly)[, ]+)?(?:been\s+)?(?:working|worked|work|employed|served|serving|associated|joined|deputed|interned)\b|(?:\d+(?:\.\d+)?\+?\s*(?:years?|yrs?|months?|mos?)\.?\s*(?:of\s+)?)?(?:work(?:ing)?\s+)?experience\b\s*(?:in|as|with|from|at|of)\b)`)

// headRole decides whether a line by itself is the head of an entry.
func headRole(lines []entryLine, i int) entryRole {
	e := lines[i]
	if e.field == "" && subLabel.MatchString(e.text) {
		return entryBody
	}
	if e.field == "company" || e.field == "title" || e.field == "dates" {
		_, v := labelled(e.text)
		if wordCount(v) <= 16 {
			return entryHead
		}
	}
	if e.field == "label" {
		return entryHead
	}
	rest := withoutDates(e.text, e.dates)
	n := wordCount(rest)
	switch {
	case strings.Trim(duration.ReplaceAllString(e.text, ""), " ,;()") == "" && len(e.text) > 3:
		return entryHead // "6 years 3 months", under an employer
	case sentenceHead.MatchString(e.text) && (e.dated() || i+1 < len(lines) && lines[i+1].field == "dates") && n <= 24:
		return entryHead
	case e.ranged && n <= 12 && !(e.line.style.bullet && n > 8 && !looksLikeTitle(rest) && !looksLikeCompany(rest)):
		return entryHead
	case e.ranged && n <= 18 && e.strong:
		return entryHead
	case e.dated() && n <= 18 && titleAt(rest):
		return entryHead
	case e.dated() && n <= 9 && !e.line.style.bullet && e.dates[0].from == 0 && mostlyCapitals(rest):
		return entryHead // "2016/09 – University of Bremen"
	case e.dated() && n <= 9 && !e.line.style.bullet && (looksLikeTitle(rest) || looksLikeCompany(rest) || n <= 1 || e.strong):
		return entryHead
	}
	return entryBody
}

// titleAt reports whether a text has the form "title at employer".
func titleAt(s string) bool {
	p := cutAt(s)
	return len(p) == 2 && titleScore(p[0]) >= 3 && wordCount(p[0]) <= 8
}

var unknownLabel = regexp.MustCompile(`^\W*(\pL[\pL /&,()'’]{2,60}?)\s*:(?:\s|$)`)

// spreadHeads makes heads of the short lines beside a head that read as title,
// company or place, and of emphasised lines that do so.
func spreadHeads(lines []entryLine) {
	may := func(i int) bool {
		e := lines[i]
		named := titleScore(e.text) >= 3 || companyScore(e.text) >= 1.5
		if e.role == entryHead || e.line.style.bullet && !(e.strong && named && wordCount(e.text) <= 8) || wordCount(e.text) > 12 || len(e.text) < 2 {
			return false
		}
		if entryLabels[strings.Join(headingTokens(e.text), " ")] || subLabel.MatchString(e.text) {
			return false
		}
		if m := unknownLabel.FindStringSubmatch(e.text); m != nil && e.field == "" && titleScore(m[1]) < 3 && companyScore(m[1]) < 1.5 {
			return false // a label names something; it is no name itself
		}
		if strings.HasSuffix(e.text, ".") && wordCount(e.text) > 5 && !legalForm.MatchString(e.text) {
			return false
		}
		return titleCased(e.text) || e.line.style.bold > 0.6
	}
	for i := range lines {
		if may(i) && lines[i].strong && lines[i].field == "" && (looksLikeTitle(lines[i].text) || looksLikeCompany(lines[i].text)) {
			lines[i].role = entryHead
		}
	}
	near := func(i, j int) {
		e := lines[i]
		if j < 0 || j >= len(lines) || !may(i) || lines[j].role != entryHead {
			return
		}
		_, _, _, place := findPlace(e.text)
		if e.strong || titleScore(e.text) >= 3 || companyScore(e.text) >= 1.5 || place || e.field == "location" || wordCount(e.text) <= 5 && mostlyCapitals(e.text) {
			lines[i].role = entryHead
		}
	}
	for i := range lines { // the line beneath a head
		if i > 0 && lines[i-1].role == entryHead {
			near(i, i-1)
		}
	}
	for i := 1; i+1 < len(lines); i++ { // between two lines of a head
		if lines[i-1].role == entryHead && lines[i+1].role == entryHead && may(i) && mostlyCapitals(lines[i].text) {
			lines[i].role = entryHead
		}
	}
	for i := len(lines) - 1; i >= 0; i-- { // the line above
		e := lines[i]
		open := i > 0 && !lines[i-1].item // it may belong to the text above
		if c := e.line.cells(); len(c) == 2 && (isPlace(c[1]) || looksLikeDates(c[1])) {
			open = false // "ACME → Leeds"
		}
		if e.item && !e.strong || open && i+1 < len(lines) && !e.strong && titleScore(e.text) < 3 && companyScore(e.text) < 2.5 && withoutDates(lines[i+1].text, lines[i+1].dates) != "" {
			continue
		}
		near(i, i+1)
	}
}

var subLabel = regexp.MustCompile(`(?i)^\W*(?:roles?|responsib\w*|key|duties|projects?|clients?|environment|tools?|technolog\w*|description|team|achievements?|tasks|skills|platform|domain|reporting|salary|ctc|reason|hardware|software|database|operating system|total|overall)(?:\s+(?:and|&|work|experience|exp|name|title|details?|profile|size|used|of|on|to|the|for|description|responsib\w*|played|handled|duties|skills|strength))*(?:\s*[-#]?\d+)?\s*(?:[:\t]|[-–]\s)`)

// mostlyCapitals reports whether most words of a text begin with a capital, as
// those of names and titles do.
func mostlyCapitals(s string) bool {
	n, capital := 0, 0
	for _, w := range strings.Fields(s) {
		r := firstRune(strings.TrimLeft(w, "(&-–|\"“"))
		switch {
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			n, capital = n+1, capital+1
		case unicode.IsLower(r) && len(w) > 3:
			n++
		}
	}
	return capital*5 >= n*3
}

// block is a run of head lines: lines[from:to].
type block struct {
	from, to int
	more     []block // further labelled fields of the same entry
}

func (b block) holds(i int) bool {
	if i >= b.from && i < b.to {
		return true
	}
	for _, x := range b.more {
		if x.holds(i) {
			return true
		}
	}
	return false
}

func (b block) ranges(lines []entryLine) int {
	n := 0
	for _, e := range lines[b.from:b.to] {
		for _, d := range e.dates {
			if !d.single {
				n++
			}
		}
	}
	return n
}

func (b block) dated(lines []entryLine) bool {
	for _, e := range lines[b.from:b.to] {
		if e.dated() {
			return true
		}
	}
	return false
}

func (b block) any(lines []entryLine, f func(string) bool) bool {
	for _, e := range lines[b.from:b.to] {
		if f(withoutDates(e.text, e.dates)) {
			return true
		}
	}
	return false
}

func (b block) has(lines []entryLine, field string) bool {
	for _, e := range lines[b.from:b.to] {
		if e.field == field {
			return true
		}
	}
	return false
}

func headBlocks(lines []entryLine) []block {
	var out []block
	for i := 0; i < len(lines); {
		if lines[i].role != entryHead {
			i++
			continue
		}
		j := i + 1
		for j < len(lines) && lines[j].role == entryHead {
			j++
		}
		out = append(out, block{from: i, to: j})
		i = j
	}
	return out
}

// entryBlocks drops the blocks that begin no entry. A block without dates is
// one if it names both title and employer, or if no block of the section has dates.
func entryBlocks(bs []block, lines []entryLine) []block {
	dated := false
	for _, b := range bs {
		dated = dated || b.dated(lines)
	}
	return keep(bs, func(b block) bool {
		if b.dated(lines) || b.has(lines, "company") || b.has(lines, "title") {
			return true
		}
		title, company := b.any(lines, looksLikeTitle), b.any(lines, looksLikeCompany)
		return title && company || !dated && (title || company)
	})
}

// oneLineEntry reports whether a line names a title and, apart from it, an employer.
func oneLineEntry(e entryLine) bool {
	names := named(fragmentsOf([]entryLine{e}))
	return len(names) == 2 && (names[0].title >= 3) != (names[1].title >= 3)
}

// leadField returns the labelled field with which the entries of a section begin.
func leadField(lines []entryLine) string {
	for _, e := range lines {
		if e.field == "company" || e.field == "title" || e.field == "dates" {
			return e.field
		}
	}
	return ""
}

// splitBlock parts a block that holds several entries: one-line entries, or
// labelled fields that begin anew.
func splitBlock(b block, lines []entryLine, lead string) []block {
	var cuts []int
	seen := map[string]bool{}
	fields := b.has(lines, "company") && (b.has(lines, "title") || b.has(lines, "dates")) || b.has(lines, "title") && b.has(lines, "dates")
	if fields {
		for i := b.from; i < b.to; i++ {
			f := lines[i].field
			if f != "company" && f != "title" && f != "dates" {
				continue
			}
			if f == lead && len(seen) > 0 || seen[f] && f != "dates" {
				cuts = append(cuts, i)
				seen = map[string]bool{}
			}
			seen[f] = true
		}
	} else if !b.dated(lines) {
		for i := b.from + 1; i < b.to; i++ { // a list of "ACME: clerk"
			if oneLineEntry(lines[i-1]) && oneLineEntry(lines[i]) {
				cuts = append(cuts, i)
			}
		}
	} else {
		offset, last := -1, b.from
		for i := b.from; i < b.to; i++ {
			if !lines[i].dated() {
				continue
			}
			if offset < 0 {
				offset, last = i-b.from, i
				continue
			}
			if alone := withoutDates(lines[i].text, lines[i].dates) == ""; alone && i == last+1 && withoutDates(lines[last].text, lines[last].dates) == "" {
				last = i // a start on one line, the end on the next
				continue
			}
			cuts = append(cuts, max(i-offset, last+1))
			last = i
		}
	}
	var out []block
	from := b.from
	for _, c := range cuts {
		// A label on a line of its own goes with what it names.
		if c > from && lines[c-1].field == "label" {
			c--
		}
		if c > from {
			out = append(out, block{from: from, to: c})
			from = c
		}
	}
	return append(out, block{from: from, to: b.to})
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
		r.d.heads = append(r.d.heads, i)
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

var emptyBrackets = regexp.MustCompile(`[(\[]\s*[,;–-]?\s*[)\]]`)
var duration = regexp.MustCompile(`(?i)[(\[]?\s*\b(?:\d{1,2}|one|two|three|four|five|six)\+?(?:\.\d)?\s*(?:years?|yrs?\.?|months?|mos?\.?|weeks?)\b(?:[\s,&]*(?:and\s*)?\d{1,2}\s*(?:months?|mos?\.?))?\s*[)\]]?|\b(?:\d{1,2}[- ]?)?(?:month|week|year)s?[- ](?:internship|contract|training)\b`)

// withoutDates cuts the dates, and what is left empty around them, out of a text.
func withoutDates(text string, dates []dateSpan) string {
	for i := len(dates) - 1; i >= 0; i-- {
		d := dates[i]
		text = text[:d.from] + "\t" + text[d.to:]
	}
	if len(dates) > 0 {
		text = duration.ReplaceAllString(text, "\t")
	}
	text = emptyBrackets.ReplaceAllString(text, "\t")
	return trimEdges(text)
}

// trimEdges takes separators off both ends; a bracket stays where its partner does,
// a dot where it ends an abbreviation.
func trimEdges(s string) string {
	for {
		t := strings.Trim(s, " \t,;:|–—•·/*~\"“”")
		if strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "-\t") || strings.HasPrefix(t, ")") || strings.HasPrefix(t, "]") || strings.HasPrefix(t, ".") && !strings.HasPrefix(strings.ToLower(t), ".net") {
			t = t[1:]
		}
		if strings.HasSuffix(t, " -") || strings.HasSuffix(t, "\t-") || strings.HasSuffix(t, "(") || strings.HasSuffix(t, "[") {
			t = t[:len(t)-1]
		}
		if strings.HasSuffix(t, ")") && !strings.Contains(t, "(") || strings.HasSuffix(t, "-") {
			t = t[:len(t)-1]
		}
		if strings.HasPrefix(t, "(") && !strings.Contains(t, ")") {
			t = t[1:]
		}
		if strings.HasSuffix(t, ".") && !abbreviated.MatchString(t) {
			t = t[:len(t)-1]
		}
		if t == s {
			return s
		}
		s = t
	}
}

var abbreviated = regexp.MustCompile(`(?i)(?:\b\pL|\b(?:co|ltd|inc|corp|pvt|st|dr|jr|sr|dept|engg|asst|bros))\.$`)

// fragment is a part of a head that may be a title, an employer or a place.
type fragment struct {
	text           string
	line           int // which line of the head, from 0
	title, company float64
	place          bool
	at             bool // stood after "at", "with", "@"
	strong         bool
}

var fragmentCut = regexp.MustCompile(`\t+|\s*[|•·‖¦]\s*|\s+[–—-]+\s+|\s*[–—]\s*|\s+~\s+|:\s+|;\s+`)
var atWord = regexp.MustCompile(`(?i)\s+(?:at|@|with|in)\s+(?:m/s\.?\s*)?|^\s*(?:at|@|with|for|in)\s+(?:m/s\.?\s*)?|^\s*m/s\.?\s*|\s*@\s*`)

// fragmentsOf cuts the lines of a head at separators, at "at", and at commas
// between parts of different kinds.
func fragmentsOf(lines []entryLine) []fragment {
	var out []fragment
	for n, e := range lines {
		text := withoutDates(e.text, e.dates)
		if sentenceHead.MatchString(e.text) {
			out = append(out, sentence(text, n)...)
			continue
		}
		var parts []string
		cells := strings.Split(text, "\t")
		for k, cell := range cells {
			cut := cutKeep(cell)
			if len(cut) == 2 && dashed.MatchString(cell) && titleScore(cut[0]) >= 3 && companyScore(cut[1]) < 1.5 && !isPlace(cut[1]) &&
				(isDepartment(cut[1]) || companyElsewhere(lines, n) || slices.ContainsFunc(cells[:k], func(c string) bool { return companyScore(c) >= 1.5 })) {
				cut = []string{strings.TrimSpace(cell)} // "Manager – Service Delivery", the employer stands elsewhere
			}
			parts = append(parts, cut...)
		}
		for _, part := range parts {
			at := false
			for i, sub := range cutAt(part) {
				at = i > 0 || atLead(part)
				sub = trimEdges(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(sub), " from"), " since"))
				if utf8.RuneCountInString(sub) < 2 && titleScore(sub) == 0 || joiningWord.MatchString(sub) {
					continue
				}
				for _, f := range cutCommas(sub) {
					if len(out) > 0 && !f.place && f.title < 3 && f.company < 1.5 && wordCount(f.text) > 2 && !mostlyCapitals(f.text) {
						continue // a remark, no name
					}
					f.line, f.at, f.strong = n, at, e.strong
					out = append(out, f)
				}
			}
		}
	}
	return out
}

var (
	titleAtCompany = regexp.MustCompile(`(?i)\bas\s+(?:an?\s+|the\s+)?(.+?)\s+(?:in|at|with|for|from|@|of)\s+(.+)$`)
	companyAsTitle = regexp.MustCompile(`(?i)\b(?:with|at|in|for|from|by)\s+(.+?)\s+as\s+(?:an?\s+|the\s+)?(.+)$`)
	atCompany      = regexp.MustCompile(`(?i)\b(?:with|at|for|from|by|in)\s+(.+)$`)
	asTitle        = regexp.MustCompile(`(?i)\bas\s+(?:an?\s+|the\s+)?(.+)$`)
	leftOver       = regexp.MustCompile(`(?i)[\s,]+(?:from|since|for|during|in|on|till|to|w\.?e\.?f\.?)\s*$|\t.*$`)
)

// sentence finds title and employer of a head that is a sentence: "Working as a
// clerk at ACME since 2015", "6 months of experience with ACME as a clerk".
func sentence(text string, line int) []fragment {
	text = leftOver.ReplaceAllString(text, "")
	var title, company string
	if m := companyAsTitle.FindStringSubmatch(text); m != nil && titleScore(m[2]) >= 3 && titleScore(m[1]) < 3 && !atCompany.MatchString(m[2]) {
		company, title = m[1], m[2]
	} else if m := titleAtCompany.FindStringSubmatch(text); m != nil {
		title, company = m[1], m[2]
	} else if m := asTitle.FindStringSubmatch(text); m != nil {
		title = m[1]
	} else if m := atCompany.FindStringSubmatch(text); m != nil {
		company = m[1]
	}
	var out []fragment
	if title = trimEdges(title); title != "" {
		out = append(out, fragment{text: title, line: line, title: 5})
	}
	company = trimEdges(leadingMs.ReplaceAllString(leftOver.ReplaceAllString(company, ""), ""))
	if company != "" {
		for i, f := range cutCommas(company) {
			if i == 0 {
				f.company, f.title = 5, 0
			}
			f.line = line
			out = append(out, f)
		}
	}
	return out
}

var leadingMs = regexp.MustCompile(`(?i)^m/s\.?\s*`)

func cutKeep(text string) []string {
	var out []string
	for _, p := range fragmentCut.Split(text, -1) {
		if p = trimEdges(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var joiningWord = regexp.MustCompile(`(?i)^(?:de|du|depuis|à|au|seit|von|bis|desde|hasta|dal|sinds|van|tot|from|to|since|till|until|at|with|as|and|or|in|for|on|by|of|the|date|dates|duration|period|month|months|years?)$`)

var dashed = regexp.MustCompile(`\pL\)?\s*[–—-]\s+\(?\pL|\pL\)?\s+[–—-]\s*\(?\pL`)

// isDepartment reports whether a text names a trade or department: "HR", "Quality Control".
func isDepartment(s string) bool {
	ts := tokensOf(s)
	for _, t := range ts {
		known := words()["department"][t] || words()["grade"][t] || words()["field"][t] || len(t) <= 3
		if !known {
			return false
		}
	}
	return len(ts) > 0 && len(ts) <= 4
}

// companyElsewhere reports whether a line of a head other than the nth names an employer.
func companyElsewhere(lines []entryLine, n int) bool {
	for i, e := range lines {
		if i != n && companyScore(withoutDates(e.text, e.dates)) >= 1.5 {
			return true
		}
	}
	return false
}

func atLead(s string) bool {
	loc := atWord.FindStringIndex(s)
	return loc != nil && loc[0] == 0
}

// cutAt parts "Engineer at ACME" and "ACME as Engineer"; "in" parts only what
// reads as a title from what follows.
func cutAt(s string) []string {
	if loc := atWord.FindStringIndex(s); loc != nil {
		a, b := s[:loc[0]], s[loc[1]:]
		word := strings.ToLower(strings.TrimSpace(s[loc[0]:loc[1]]))
		if loc[0] == 0 {
			return []string{b}
		}
		if !strings.HasPrefix(word, "in") && !strings.HasPrefix(word, "with") || titleScore(a) >= 3 && (companyScore(b) > 0 || strings.HasPrefix(word, "with") && mostlyCapitals(b)) {
			return []string{a, b}
		}
	}
	if i := strings.Index(s, " as "); i > 0 {
		if b := strings.TrimPrefix(strings.TrimPrefix(s[i+4:], "a "), "an "); titleScore(b) >= 3 {
			return []string{s[:i], b}
		}
	}
	return []string{s}
}

// cutCommas takes places off the end of a text, and parts a title from an
// employer that a comma follows.
func cutCommas(s string) []fragment {
	if isPlace(s) && schoolScore(s) == 0 {
		return []fragment{{text: s, place: true}}
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	var places []string
	for len(parts) > 1 {
		last := parts[len(parts)-1]
		if n := len(parts) - 2; n > 0 && len(last) <= 3 && isPlace(parts[n]+", "+last) { // "Seattle, WA"
			places = append([]string{parts[n], last}, places...)
			parts = parts[:n]
			continue
		}
		if last != "" && !isPlace(last) {
			break
		}
		if last != "" {
			places = append([]string{last}, places...)
		}
		parts = parts[:len(parts)-1]
	}
	var out []fragment
	for i := 1; i < len(parts); i++ {
		if i+1 < len(parts) && isDepartment(parts[i]) {
			continue // "Manager, Finance, ACME Ltd"
		}
		a, b := strings.Join(parts[:i], ", "), strings.Join(parts[i:], ", ")
		if titleScore(a) >= 3 && companyScore(a) < 2.5 && (companyScore(b) >= 1.5 && titleScore(b) < 3) ||
			companyScore(a) >= 1.5 && titleScore(a) < 3 && titleScore(b) >= 3 {
			out = append(out, newFragment(a), newFragment(b))
			break
		}
	}
	if n := len(parts) - 1; out == nil && len(places) > 0 && n > 0 {
		// "Clerk, ACME, Leeds": what stands between title and place is the employer.
		if a, b := strings.Join(parts[:n], ", "), parts[n]; titleScore(a) >= 3 && titleScore(b) < 3 && mostlyCapitals(b) {
			out = append(out, newFragment(a), newFragment(b))
		}
	}
	if out == nil {
		out = append(out, newFragment(strings.Join(parts, ", ")))
	}
	if len(places) > 0 {
		out = append(out, fragment{text: strings.Join(places, ", "), place: true})
	}
	return out
}

func newFragment(s string) fragment {
	s = trimEdges(s)
	f := fragment{text: s, title: titleScore(s), company: companyScore(s), place: isPlace(s)}
	if f.title >= 3 && f.company < 1.5 {
		f.company = 0 // "Engineering manager": a department, no employer
	}
	return f
}

// isPlace reports whether a text is the name of a place and little else.
func isPlace(s string) bool {
	if remote.MatchString(s) || cityState.MatchString(s) {
		return true
	}
	place, from, _, ok := findPlace(s)
	if !ok || titleScore(s) > 0 {
		return false
	}
	return len(place) >= len(s)*7/10 || from == 0 && strings.HasPrefix(s[len(place):], ",") && wordCount(s) <= 4 && companyScore(s) == 0
}

var (
	remote    = regexp.MustCompile(`(?i)^\(?(?:fully )?(?:remote|hybrid|on-?site|work from home|telecommute)\)?$`)
	cityState = regexp.MustCompile(`^\pL[\pL.'’ -]{1,24}, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB|MB|SK|NS|NB)(?: \d{5})?$`)
)

// settle decides title, company and place of all entries together: what the
// words do not say, the order that the other entries keep does.
func (r *jobReader) settle() {
	all := make([][]fragment, len(r.jobs))
	titleFirst, pairs, open := 0.0, 0, 0
	for i, h := range r.heads {
		all[i] = fragmentsOf(h.lines)
		if h.company == "" && len(named(all[i])) == 1 && !(i > 0 && (spanWithin(r.jobs[i], r.jobs[i-1]) || adjoins(r.jobs[i], r.jobs[i-1]) || adjoins(r.jobs[i-1], r.jobs[i]))) {
			open++
			if _, _, ok := cutPair(named(all[i])[0].text); ok {
				pairs++
			}
		}
	}
	for i := range all {
		// "Clerk, ACME" is how the entries of this document are headed.
		if pairs*2 > open && pairs > 1 || len(r.jobs) == 1 && pairs == 1 {
			all[i] = splitPairs(all[i])
		}
		if names := named(all[i]); len(names) >= 2 {
			titleFirst += (names[0].title - names[0].company) - (names[1].title - names[1].company)
		}
	}
	for i := range r.jobs {
		j, h := &r.jobs[i], r.heads[i]
		j.Title, j.Company, j.Location = trimEdges(h.title), trimEdges(h.company), trimEdges(h.location)
		if p := cutAt(j.Title); j.Company == "" && len(p) == 2 && titleScore(p[0]) >= 3 {
			j.Title, j.Company = trimEdges(p[0]), trimEdges(leftOver.ReplaceAllString(p[1], "")) // "Post: Clerk at ACME"
		}
		assign(j, all[i], titleFirst >= 0)
		j.Company, j.Location = placeOff(j.Company, j.Location)
		if name, rest, ok := strings.Cut(j.Location, ", "); ok && j.Company == "" && j.Title != "" && !isPlace(name) && !cityState.MatchString(j.Location) {
			j.Company, j.Location = name, rest // "Carter Voss, Bradford"
		}
		if j.Company == "" {
			if a, b, ok := cutPair(j.Title); ok && (!r.inherits(i) || companyScore(b) >= 1.4) {
				j.Title, j.Company = a, b
			}
		}
		j.Title = trimEdges(stillThere.ReplaceAllString(j.Title, ""))
		if i > 0 && j.Company == "" && j.Title != "" {
			r.inherit(i)
		}
	}
	r.dropEmpty()
}

var stillThere = regexp.MustCompile(`(?i)\s*[(\[]\s*(?:current(?:ly)?|present(?:ly)?|at present|till date|till now)(?: working)?\s*[)\]]\s*$`)

// assign gives an entry's fragments to its fields.
func assign(j *Job, fs []fragment, titleFirst bool) {
	var names []fragment
	for _, f := range fs {
		switch {
		case f.place && f.company < 3:
			if j.Location == "" {
				j.Location = f.text
			}
		default:
			names = append(names, f)
		}
	}
	if j.Title == "" && j.Company == "" {
		best, score := -1, 0.0
		for i := range names {
			for k := range names {
				if i == k {
					continue
				}
				s := names[i].title - names[i].company + names[k].company - names[k].title
				if names[k].at {
					s += 3
				}
				if (i < k) == titleFirst {
					s++
				}
				s -= 0.6 * float64(i+k) // what comes first in a head is what it is about
				if names[i].line == names[k].line && i != k && names[i].line > 0 {
					s -= 0.2
				}
				if best < 0 || s > score {
					best, score = i*len(names)+k, s
				}
			}
		}
		if best >= 0 {
			j.Title, j.Company = names[best/len(names)].text, names[best%len(names)].text
			return
		}
	}
	for _, f := range names {
		switch {
		case j.Title == "" && (f.title > f.company && !f.at || j.Company != ""):
			j.Title = f.text
		case j.Company == "":
			j.Company = f.text
		}
		if j.Title != "" && j.Company != "" {
			return
		}
	}
}

// placeOff takes a place off the end of a company's name: "ACME Ltd, Leeds",
// "ACME Ltd Leeds", "ACME Ltd (Leeds)".
func placeOff(company, location string) (string, string) {
	if i := strings.LastIndexByte(company, '('); i > 0 && strings.HasSuffix(company, ")") && isPlace(company[i+1:len(company)-1]) {
		if location == "" {
			location = company[i+1 : len(company)-1]
		}
		company = trimEdges(company[:i])
	}
	fs := cutCommas(company)
	if n := len(fs); n > 1 && fs[n-1].place {
		if location == "" {
			location = fs[n-1].text
		}
		var names []string
		for _, f := range fs[:n-1] {
			names = append(names, f.text)
		}
		company = strings.Join(names, ", ")
	}
	ws := strings.Fields(company)
	for n := min(3, len(ws)-2); n > 0; n-- {
		head, tail := strings.Join(ws[:len(ws)-n], " "), strings.Join(ws[len(ws)-n:], " ")
		last := strings.ToLower(ws[len(ws)-n-1])
		if last == "of" || last == "and" || last == "&" || last == "the" || !isPlace(strings.TrimPrefix(tail, "in ")) {
			continue
		}
		if companyScore(head) >= 1.5 && companyScore(tail) == 0 && n <= 2 || companyScore(head) >= 2.5 && companyScore(tail) == 0 || strings.HasPrefix(tail, "in ") {
			if location == "" {
				location = strings.TrimPrefix(tail, "in ")
			}
			return trimEdges(head), location
		}
	}
	return company, location
}

// inherit gives a role the company of the entry above where that is the
// employer of several roles: its dates span those of the role, or it names a
// company and no title.
func (r *jobReader) inherit(i int) {
	if r.inherits(i) {
		prev, j := &r.jobs[i-1], &r.jobs[i]
		j.Company = prev.Company
		if j.Location == "" {
			j.Location = prev.Location
		}
	}
}

func (r *jobReader) inherits(i int) bool {
	if i == 0 || r.jobs[i-1].Company == "" {
		return false
	}
	j, prev := r.jobs[i], r.jobs[i-1]
	return prev.Title == "" || spanWithin(j, prev) || adjoins(j, prev) || adjoins(prev, j)
}

// named returns the fragments that are no places.
func named(fs []fragment) []fragment {
	var out []fragment
	for _, f := range fs {
		if !f.place {
			out = append(out, f)
		}
	}
	return out
}

// cutPair parts "title, employer" or "employer, title" at the comma after which
// one side reads as a title and the other does not.
func cutPair(s string) (title, company string, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != ',' || i+2 >= len(s) || s[i+1] != ' ' {
			continue
		}
		a, b := s[:i], strings.TrimSpace(s[i+1:])
		ta, tb := titleScore(a) >= 3, titleScore(b) >= 3
		switch {
		case ta && !tb && titleCased(b):
			return a, b, true
		case tb && !ta && titleCased(b):
			return b, a, true
		}
	}
	return "", "", false
}

func splitPairs(fs []fragment) []fragment {
	var out []fragment
	for _, f := range fs {
		if title, company, ok := cutPair(f.text); ok && !f.place {
			a, b := f, f
			a.text, a.title, a.company = title, 5, 0
			b.text, b.title, b.company = company, 0, 5
			out = append(out, a, b)
			continue
		}
		out = append(out, f)
	}
	return out
}

func spanWithin(a, b Job) bool {
	return !a.Start.IsZero() && !b.Start.IsZero() && !before(a.Start, b.Start) && (b.End.Present || !a.End.Present && !before(b.End, a.End))
}

// adjoins reports whether a ended when b began: a promotion.
func adjoins(a, b Job) bool {
	return !a.End.IsZero() && !b.Start.IsZero() && !a.End.Present && months(b.Start)-months(a.End) <= 2 && months(b.Start) >= months(a.End)
}

func months(d Date) int { return d.Year*12 + max(d.Month, 1) }

func before(a, b Date) bool {
	if a.Present || b.Present {
		return !a.Present && b.Present
	}
	if a.Month == 0 || b.Month == 0 {
		return a.Year < b.Year
	}
	return months(a) < months(b)
}

// dropEmpty removes entries without a name, and the head of an employer whose
// roles follow as entries of their own.
func (r *jobReader) dropEmpty() {
	var out []Job
	for i, j := range r.jobs {
		if j.Title == "" && j.Company == "" {
			continue
		}
		if j.Title == "" && len(j.Bullets) == 0 && i+1 < len(r.jobs) && r.jobs[i+1].Company == j.Company && r.jobs[i+1].Title != "" {
			r.jobs[i+1].Line = j.Line
			continue
		}
		out = append(out, j)
	}
	r.jobs = []Job{}
	for _, j := range out {
		if k := r.twin(j); k >= 0 {
			r.jobs[k] = richer(r.jobs[k], j)
			continue
		}
		r.jobs = append(r.jobs, j)
	}
}

// twin returns the job read so far that is the same as j, told twice: once in
// an overview, once in detail; -1 if there is none.
func (r *jobReader) twin(j Job) int {
	for i, k := range r.jobs {
		if j.Title != "" && k.Title != "" && !alikeNames(j.Title, k.Title) && !alikeNames(j.Title, k.Company) {
			continue // two roles at the same time
		}
		if j.Start.IsZero() || j.Start.Year != k.Start.Year || j.Start.Month != k.Start.Month || j.End != k.End {
			continue
		}
		if (len(j.Bullets) == 0 || len(k.Bullets) == 0) && (alikeNames(j.Company, k.Company) || alikeNames(j.Title, k.Title) || alikeNames(j.Company, k.Title) || alikeNames(j.Title, k.Company)) {
			return i
		}
	}
	return -1
}

// richer returns the job of two that says more.
func richer(a, b Job) Job {
	score := func(j Job) int {
		n := len(j.Bullets)
		if j.Title != "" {
			n += 3
		}
		if j.Company != "" {
			n += 3
		}
		return n
	}
	if score(b) > score(a) {
		return b
	}
	return a
}

// alikeNames reports whether one of two names holds the words of the other.
func alikeNames(a, b string) bool {
	ta, tb := tokensOf(a), tokensOf(b)
	if len(ta) > len(tb) {
		ta, tb = tb, ta
	}
	if len(ta) == 0 {
		return false
	}
	for _, t := range ta {
		if !slices.Contains(tb, t) {
			return false
		}
	}
	return true
}

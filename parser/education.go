package parser

import (
	"regexp"
	"strings"
)

// educationOf reads the entries of all education sections.
func educationOf(d *Document, dayFirst bool) []School {
	r := &schoolReader{d: d, dayFirst: dayFirst}
	for _, s := range d.Sections {
		if s.Kind == Education {
			r.section(s)
		}
	}
	if r.out == nil {
		return []School{}
	}
	return r.out
}

type schoolReader struct {
	d        *Document
	dayFirst bool
	out      []School
}

// degreeScore says how much a text reads as a degree or an exam.
func degreeScore(s string) float64 {
	t := tokensOf(strings.NewReplacer("(", " ", ")", " ", "’", "'").Replace(s))
	if len(t) == 0 {
		return 0
	}
	list := words()["degree"]
	score := 0.0
	for i, w := range t {
		w = strings.Trim(w, "-–")
		bare := strings.ReplaceAll(w, ".", "")
		hit := list[w] || list[bare]
		if !hit {
			if head, _, ok := strings.Cut(w, "-"); ok {
				hit = list[head] && len(head) > 1
			}
		}
		if !hit {
			continue
		}
		switch {
		case weakDegree[bare]:
			score += 0.8
		case i == 0:
			score += 3
		default:
			score += 2
		}
	}
	if examination.MatchString(s) {
		score += 2.5
	}
	return score
}

// weakDegree are words that name a degree only beside others, or in capitals.
var weakDegree = set("x", "be", "me", "ma", "ba", "bs", "ms", "cs", "inter", "plus", "higher", "high", "senior", "secondary", "foundation", "certificate", "certification", "major", "minor", "nursing", "nd", "ca", "md", "honours", "hons", "polytechnic", "foundation", "fellowship", "tally", "graduate", "associate", "doctor", "cbse", "icse", "master")

var examination = regexp.MustCompile(`(?i)\b(?:class\s*[-:]?\s*(?:x|xii|10|12|ten|twelve)|std\.?\s*(?:x|xii|10|12)|(?:10|12|x|xii)\s*(?:th|\+\s*2)?\s*(?:class|std|standard|grade)|10\s*th|12\s*th|\+\s*2|10\s*\+\s*2|plus\s*two|high\s*school|higher\s*sec|senior\s*sec|secondary\s*(?:school|education|exam)|sr\.?\s*sec|b\.?\s?tech|m\.?\s?tech|b\.\s?e\b|m\.\s?e\b|b\.\s?sc|m\.\s?sc|b\.\s?com|m\.\s?com|b\.\s?a\b|m\.\s?a\b|post[ -]graduat\w*|inter\s?mediate)|\b(?:B\.?E|M\.?E|B\.?S|M\.?S|B\.?A|M\.?A)\b\.?(?:\s*[-–(,]|\s+in\b|$)`)

// schoolScore says how much a text reads as the name of a school.
func schoolScore(s string) float64 {
	n := countIn("school", s)
	if n == 0 {
		return 0
	}
	score := 1.5 + 0.5*float64(min(n, 3))
	if schoolNoun.MatchString(s) {
		score++
	}
	return score
}

var schoolNoun = regexp.MustCompile(`(?i)\b(?:universi\w+|univ\b|college|collage|institut\w*|school|academy|polytechnic|vidyalaya|vidhyalaya|board|hochschule|lyc[ée]+|gymnasium|convent)`)

// eduPart is a piece of an education section: a degree, a school, dates, a grade.
type eduPart struct {
	text           string
	degree, school float64
	line           int
	newRow         bool
}

var eduLabel = regexp.MustCompile(`(?i)^\W*(?:name of (?:the )?)?(degree|course|qualification|examination|exam|class|standard|school|college|university|institute|institution|board|year(?: of (?:passing|completion|graduation))?|passing year|duration|percentage|marks|grade|cgpa|gpa|aggregate|score|result|division|specialization|specialisation|major|branch|stream)s?(?:\s*/\s*\w+)?\s*(?:name)?\s*[:\-–]+\s*(.*)$`)

var grade = regexp.MustCompile(`(?i)\b(?:cgpa|gpa|sgpa|cpi|percentage|aggregate|marks|score|grade|division|distinction|first class|with)?\s*[:\-–]?\s*(?:of\s*)?(?:\d{1,2}(?:\.\d{1,3})?\s*(?:/\s*(?:10|4|5)(?:\.0)?\b|%|cgpa\b|gpa\b|percent\b)|(?:cgpa|gpa|sgpa|cpi)\s*[:\-–]?\s*\d(?:\.\d{1,2})?)`)

// columnsOf maps the header of a table of degrees to the columns of its rows;
// nil if the line is no header.
func columnsOf(l *Line) map[int]string {
	if !strings.Contains(l.Text, "\t") {
		return nil
	}
	cols := map[int]string{}
	n := 0
	for i, c := range strings.Split(l.Text, "\t") {
		if c = strings.ToLower(strings.TrimSpace(c)); c != "" {
			n++
		}
		if len(c) > 45 || yearIn.MatchString(c) {
			return nil
		}
		switch {
		case strings.Contains(c, "year") || strings.Contains(c, "passing") || strings.Contains(c, "duration") || strings.Contains(c, "session") || strings.Contains(c, "period"):
			cols[i] = "dates"
		case strings.Contains(c, "%") || strings.Contains(c, "percent") || strings.Contains(c, "marks") || strings.Contains(c, "cgpa") || strings.Contains(c, "grade") || strings.Contains(c, "division") || strings.Contains(c, "aggregate") || strings.Contains(c, "result") || strings.Contains(c, "score"):
			cols[i] = "grade"
		case strings.Contains(c, "school") || strings.Contains(c, "college") || strings.Contains(c, "institut"):
			cols[i] = "school"
		case strings.Contains(c, "university") || strings.Contains(c, "board"):
			cols[i] = "board"
		case strings.Contains(c, "degree") || strings.Contains(c, "course") || strings.Contains(c, "qualification") || strings.Contains(c, "exam") || strings.Contains(c, "class") || strings.Contains(c, "standard"):
			cols[i] = "degree"
		case strings.Contains(c, "special") || strings.Contains(c, "branch") || strings.Contains(c, "stream") || strings.Contains(c, "subject") || strings.Contains(c, "discipline"):
			cols[i] = "field"
		}
	}
	has := func(v string) bool {
		for _, c := range cols {
			if c == v {
				return true
			}
		}
		return false
	}
	if len(cols) >= 2 && len(cols)*2 >= n && (has("degree") || has("school") || has("board")) {
		return cols
	}
	return nil
}

var yearIn = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

func (r *schoolReader) section(s Section) {
	from := s.Line
	if s.Heading != "" {
		from++
	}
	var cols map[int]string
	var parts []eduPart
	flush := func() {
		r.parts(parts)
		parts = nil
	}
	for i := from; i < s.End; i++ {
		l := &r.d.Lines[i]
		if c := columnsOf(l); c != nil {
			flush()
			cols = c
			r.d.heads = append(r.d.heads, i)
			continue
		}
		if cols != nil && strings.Contains(l.Text, "\t") {
			r.tableRow(l, cols)
			continue
		}
		parts = append(parts, r.partsOf(l)...)
	}
	flush()
}

// tableRow reads one row of a table of degrees.
func (r *schoolReader) tableRow(l *Line, cols map[int]string) {
	e := School{Page: l.Page, Line: l.ID, Last: l.ID}
	board := ""
	for i, c := range strings.Split(l.Text, "\t") {
		c = strings.TrimSpace(c)
		switch cols[i] {
		case "dates":
			if ds := findDates(c, r.dayFirst); len(ds) > 0 {
				r.dates(&e, ds, c)
			}
		case "grade":
			e.Grade = c
		case "school":
			e.School = c
		case "board":
			board = c
		case "degree":
			e.Degree = c
		case "field":
			if c != "" && e.Degree != "" {
				e.Degree += " " + c
			}
		}
	}
	if e.School == "" {
		e.School = board
	}
	e.School, e.Location = placeOff(e.School, "")
	if e.School != "" || e.Degree != "" {
		r.d.heads = append(r.d.heads, l.ID)
		r.out = append(r.out, e)
	}
}

func (r *schoolReader) dates(e *School, ds []dateSpan, text string) {
	if !e.Start.IsZero() || !e.End.IsZero() {
		return
	}
	d := ds[0]
	e.DateText = text[d.from:d.to]
	if d.single && len(ds) == 2 && ds[1].single && before(d.start, ds[1].start) {
		e.Start, e.End = d.start, ds[1].start
		return
	}
	if d.single {
		e.End = d.start
		if d.start.IsZero() {
			e.End = d.end
		}
		return
	}
	e.Start, e.End = d.start, d.end
}

var eduCut = regexp.MustCompile(`\t+|\s*[|•·‖]\s*|\s+[–—-]+\s+|\s*[–—]\s*|;\s+`)
var eduFrom = regexp.MustCompile(`(?i)[,\s]+(?:from|at|under)\s+(?:the\s+)?|\s+in\s+(?:the\s+)?|[,(]\s*`)

// partsOf cuts a line at separators and where a school follows a degree.
func (r *schoolReader) partsOf(l *Line) []eduPart {
	text := stripNumber(stripBullet(l.Text))
	ds := findDates(text, r.dayFirst)
	var out []eduPart
	rest := text
	if len(ds) > 0 {
		rest = withoutDates(text, ds)
	}
	rest = grade.ReplaceAllString(rest, "\t")
	if m := eduLabel.FindStringSubmatch(rest); m != nil && wordCount(m[2]) > 0 {
		rest = m[2]
	}
	first := true
	for _, p := range eduCut.Split(rest, -1) {
		for _, q := range cutSchool(trimEdges(p)) {
			q = trimEdges(q)
			if q == "" {
				continue
			}
			out = append(out, eduPart{text: q, degree: degreeScore(q), school: schoolScore(q), line: l.ID, newRow: first})
			first = false
		}
	}
	if len(ds) > 0 || len(out) == 0 {
		out = append(out, eduPart{line: l.ID, newRow: first})
	}
	return out
}

// cutSchool parts "B.Tech from Lakeside College" and "Lakeside College, B.Tech".
func cutSchool(s string) []string {
	if degreeScore(s) < 1.5 || schoolScore(s) < 2 {
		return []string{s}
	}
	best, score := 0, 0.0
	locs := eduFrom.FindAllStringIndex(s, -1)
	for _, loc := range locs {
		a, b := s[:loc[0]], s[loc[1]:]
		v := degreeScore(a) - schoolScore(a) + schoolScore(b) - degreeScore(b)
		if w := schoolScore(a) - degreeScore(a) + degreeScore(b) - schoolScore(b); w > v && strings.HasPrefix(strings.TrimSpace(s[loc[0]:loc[1]]), ",") {
			v = w
		}
		if v > score {
			best, score = loc[0]+1, v
		}
	}
	if best > 0 {
		for _, loc := range locs {
			if loc[0]+1 == best {
				return []string{s[:loc[0]], s[loc[1]:]}
			}
		}
	}
	return []string{s}
}

// parts groups the parts of a section into entries. A new entry begins where a
// field that the current one has comes again.
func (r *schoolReader) parts(parts []eduPart) {
	var cur *School
	schoolFirst, decided := false, false
	last := School{}
	open := func(p eduPart) {
		r.close(cur)
		if cur != nil {
			last = *cur
		}
		cur = &School{Page: r.d.Lines[p.line].Page, Line: p.line, Last: p.line}
	}
	for _, p := range parts {
		l := &r.d.Lines[p.line]
		isDegree := p.degree >= 1.5 && p.degree >= p.school && wordCount(p.text) <= 22
		isSchool := !isDegree && p.school >= 2 && wordCount(p.text) <= 18
		switch {
		case isDegree:
			if !decided {
				decided, schoolFirst = true, false
			}
			if cur == nil || cur.Degree != "" {
				open(p)
				if schoolFirst && last.School != "" {
					cur.School = last.School
				}
			}
			cur.Degree = p.text
			r.d.heads = append(r.d.heads, p.line)
		case isSchool:
			if !decided {
				decided, schoolFirst = true, true
			}
			inherited := cur != nil && cur.School != "" && cur.School == last.School && schoolFirst && cur.Degree != "" && cur.Line != p.line
			switch {
			case cur == nil:
				open(p)
			case cur.School != "" && !inherited:
				// "Westlake College, Anna University" is one school and its university.
				if cur.Last == p.line && cur.Degree != "" && !p.newRow {
					continue
				}
				open(p)
			case schoolFirst && cur.Degree != "" && cur.Line != p.line:
				open(p)
			}
			cur.School = p.text
			r.d.heads = append(r.d.heads, p.line)
		case cur == nil:
			continue
		}
		cur.Last = p.line
		text := stripNumber(stripBullet(l.Text))
		if ds := findDates(text, r.dayFirst); len(ds) > 0 && wordCount(text) <= 25 {
			r.dates(cur, ds, text)
		}
		if g := grade.FindString(text); g != "" && cur.Grade == "" {
			cur.Grade = trimEdges(g)
		}
	}
	r.close(cur)
}

func (r *schoolReader) close(e *School) {
	if e == nil || e.School == "" && e.Degree == "" {
		return
	}
	e.School, e.Location = placeOff(e.School, e.Location)
	r.out = append(r.out, *e)
}

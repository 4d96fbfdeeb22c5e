package parser

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// educationOf reads the entries of all education sections.
func educationOf(d *Document, dayFirst bool) []School {
	r := &schoolReader{d: d, dayFirst: dayFirst}
	for _, s := range d.Sections {
		if s.Kind == Education {
			r.section(s)
		}
	}
	return r.once()
}

// once returns the entries, of which one that is told twice, first in words and
// then in a table with its date, counts once.
func (r *schoolReader) once() []School {
	dated := func(e School) bool { return !e.Start.IsZero() || !e.End.IsZero() }
	out := []School{}
	for _, e := range r.out {
		k := slices.IndexFunc(out, func(o School) bool {
			return strongDegree(e.Degree) && alikeNames(o.Degree, e.Degree) && strongDegree(o.Degree) && !dated(o) && dated(e)
		})
		if k < 0 {
			out = append(out, e)
			continue
		}
		out[k].Start, out[k].End, out[k].DateText = e.Start, e.End, e.DateText
		if out[k].School == "" {
			out[k].School, out[k].Location = e.School, e.Location
		}
	}
	return out
}

type schoolReader struct {
	d        *Document
	dayFirst bool
	out      []School
}

// degreeScore says how much a text reads as a degree or an exam.
func degreeScore(s string) float64 {
	list := words()["degree"]
	score := 0.0
	for i, w := range tokensOf(strings.NewReplacer("(", " ", ")", " ", "’", "'", ",", " ").Replace(s)) {
		w = strings.Trim(w, "-–")
		bare := strings.ReplaceAll(w, ".", "")
		hit := list[w] || list[bare]
		if !hit {
			head, _, ok := strings.Cut(w, "-")
			hit = ok && list[head] && len(head) > 1
		}
		if a, b, ok := strings.Cut(w, "/"); !hit && ok { // "PGDM/MBA"
			hit = list[a] && list[b] && len(a) > 1 && len(b) > 1
		}
		switch {
		case !hit:
		case weakDegree[bare] && !strings.Contains(w, "."):
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

// weakDegree are words that name a degree only beside others.
var weakDegree = set("x", "be", "me", "ma", "ba", "bs", "ms", "cs", "inter", "plus", "level", "levels", "cambridge", "higher", "high", "senior", "secondary", "foundation", "certificate", "certification",
	"major", "minor", "nursing", "nd", "ca", "md", "honours", "hons", "polytechnic", "tally", "graduate", "associate", "btc", "mim", "mms", "mmm", "baf", "bms", "alim", "kamil", "fazil", "dee", "dea", "dch", "dce", "dme", "spm", "uec", "eso", "bup", "mot", "bot", "bcs", "mcs", "perito", "brevet", "aas", "doctor", "cbse", "icse", "fellowship", "iti")

var examination = compile(`(?i)\b(?:class\s*[-:]?\s*(?:x|xii|10|12|ten|twelve)|std\.?\s*(?:x|xii|10|12)|(?:10|12|x|xii)\s*(?:th|\+\s*2)?\s*(?:class|std|standard|grade)|10\s*th|12\s*th|\+\s*2|10\s*\+\s*2|plus\s*two|high(?:er)?\s*(?:school|sec\w*)|senior\s*sec\w*|secondary\s*(?:school|education|exam)|sr\.?\s*sec|b\.?\s?tech|m\.?\s?tech|b\.\s?e\b|m\.\s?e\b|b\.\s?sc|m\.\s?sc|b\.\s?com|m\.\s?com|b\.\s?a\b|m\.\s?a\b|post[ -]graduat\w*|inter\s?mediate)|\b(?:B\.?E|M\.?E|B\.?S|M\.?S|B\.?A|M\.?A)\b\.?(?:\s*[-–(,]|\s+in\b|$)|^(?:B\.?A|B\.?S|M\.?A|M\.?S|B\.?E|M\.?E|A\.?B|A\.?A|A\.?S|F\.?A|I\.?T\.?I)\.?\s+(?:in\s+|of\s+)?[A-Z(]|(?i:\b(?:[ao][- ]?levels?|grade\s*12|city (?:&|and) guilds|associate (?:of|in|degree)|national diploma|baccalaur\S+|kcse|kcpe|industrial training institute|leaving certificate|certificate\s+(?:in|of|iii|iv)|diploma|licence pro\w*|técnico (?:superior|medio)|ciclo formativo|formación profesional))\b`)

var schoolNoun = compile(`(?i)\b(?:iut|universi\w+|univ\b|college|collage|institut\w*|schools?|academy|polytechnic|vidyalaya|vidhyalaya|vidya\w*|board|hochschule|lyc[ée]+|gymnasium|convent|h\.?s\.?s|mandir|iit|nit|iim|campus)\b|\pL(?:universität|hochschule|gymnasium|schule)\b`)

// schoolScore says how much a text reads as the name of a school.
func schoolScore(s string) float64 {
	n := countIn("school", s)
	if !schoolNoun.MatchString(s) && (n == 0 || n == 1 && countIn("field", s) > 1 && sharedWord(s)) {
		return 0
	}
	score := 1.5 + 0.5*float64(min(n, 3))
	if schoolNoun.MatchString(s) {
		score++
	}
	return score
}

// sharedWord reports whether a word of schools in a text is one of fields too, as
// in "Public Policy".
func sharedWord(s string) bool {
	return slices.ContainsFunc(tokensOf(s), func(t string) bool { return words()["school"][t] && words()["field"][t] })
}

// properName reports whether a text holds a name beside the common words of
// schools, degrees and fields: "Hillside High School", but not "High School".
func properName(s string) bool {
	for _, w := range tokensOf(strings.NewReplacer("(", " ", ")", " ").Replace(s)) {
		bare := strings.ReplaceAll(w, ".", "")
		if len(bare) > 1 && !words()["school"][w] && !words()["degree"][w] && !words()["degree"][bare] && !words()["field"][w] && !commonWord[w] && bare[0] > '9' {
			return true
		}
	}
	return false
}

var commonWord = set("of", "the", "and", "in", "for", "at", "from", "with", "&", "a", "an", "name", "passed", "completed", "examination", "exam", "class", "std", "th", "group", "stream", "standard", "schooling", "full", "time", "part", "degree", "level", "cert", "year", "course", "pursuing", "state", "training")

// eduPart is a piece of an education section.
type eduPart struct {
	text   string
	kind   string // "degree", "school", "field", "" for anything else
	line   int
	all    string // the paragraph in which it stands
	bullet bool
	row    bool // first piece of a table's row
	cont   bool // not the first piece of its line
}

var eduLabel = compile(`(?i)^\W*(?:name of (?:the )?|last |highest |high )?(?:degree|grade|course|qualification|examination|exam|class|standard|school|college|university|institute|institution|board|specialization|specialisation|major|branch|stream|discipline|graduation|post[ -]?graduation|education)(?:\s*/\s*\w+)?(?:\s+(?:name|passed|of study|attended|obtained|completed|achieved))?\s*(?:[:]\s*[-–]?|\t\s*[:\-–]?|\s[-–]\s)\s*(\S.*)$`)

var grade = compile(`(?i)(?:\b(?:cgpa|gpa|sgpa|cpi|percentage|aggregate|marks|score|grade|secured|obtained|with|per\. of marks)\b\s*(?:of|in|:|[-–])*\s*)*(?:\b\d{1,2}(?:\.\d{1,3})?\s*(?:/\s*(?:100|10|4|5)(?:\.0)?\b|%|\s*(?:cgpa|gpa|percent(?:age)?|marks)\b)|\b(?:cgpa|gpa|sgpa|cpi)\b\s*(?:of|:|[-–])?\s*\d{1,2}(?:\.\d{1,3})?)`)

// class is how well an examination was passed: "with 1st division", "secured first class".
var class = compile(`(?i)(?:^|[\s,]+)(?:(?:passed|with|secured|securing|obtained|in)\s+)*(?:1st|i?st|2nd|iind|3rd|iiird|first|second|third)[\s-]+(?:class|div(?:ision|n)?|rank)\b[^,;\t]*|,? (?:avec )?mention (?:assez |très )?(?:bien|passable)\b`)

// columnsOf maps the header of a table of degrees to the columns of its rows;
// nil if the line is no header.
func columnsOf(l *Line) map[int]string {
	if !strings.Contains(l.Text, "\t") {
		return nil
	}
	cols := map[int]string{}
	n, class, degrees := 0, -1, 0
	for i, cell := range strings.Split(l.Text, "\t") {
		cell = strings.TrimSpace(cell)
		c := strings.ToLower(cell)
		if c != "" {
			n++
		}
		if len(c) > 45 || yearIn.MatchString(c) || strings.HasPrefix(c, ":") || isTown(cell) {
			return nil
		}
		switch {
		case c == "from" || c == "start":
			cols[i] = "start"
		case c == "to" || c == "end":
			cols[i] = "end"
		case strings.Contains(c, "year") || strings.Contains(c, "passing") || strings.Contains(c, "duration") || strings.Contains(c, "session") || strings.Contains(c, "period"):
			cols[i] = "dates"
		case strings.Contains(c, "%") || strings.Contains(c, "percent") || strings.Contains(c, "marks") || strings.Contains(c, "cgpa") || strings.Contains(c, "grade") || strings.Contains(c, "division") || strings.Contains(c, "aggregate") || strings.Contains(c, "result") || strings.Contains(c, "score"):
			cols[i] = "grade"
		case strings.Contains(c, "school") || strings.Contains(c, "college") || strings.Contains(c, "institut"):
			cols[i] = "school"
		case strings.Contains(c, "university") || strings.Contains(c, "board"):
			cols[i] = "board"
		case c == "class":
			cols[i] = "degree"
			class = i
		case strings.Contains(c, "degree") || strings.Contains(c, "course") || strings.Contains(c, "qualification") || strings.Contains(c, "exam") || strings.Contains(c, "class") || strings.Contains(c, "standard") || strings.Contains(c, "award") || strings.Contains(c, "certificate") || strings.Contains(c, "program") || c == "level" || strings.Contains(c, "education"):
			cols[i] = "degree"
		case strings.Contains(c, "special") || strings.Contains(c, "concentration") || strings.Contains(c, "major") || strings.Contains(c, "branch") || strings.Contains(c, "stream") || strings.Contains(c, "subject") || strings.Contains(c, "discipline"):
			cols[i] = "field"
		}
	}
	for _, c := range cols {
		if c == "degree" {
			degrees++
		}
	}
	if class >= 0 && degrees > 1 {
		cols[class] = "grade" // "Degree | Board | Class"
	}
	has := func(v string) bool {
		for _, c := range cols {
			if c == v {
				return true
			}
		}
		return false
	}
	if len(cols) >= 2 && len(cols)*2 >= n && (n > 2 || len(cols) == n) && (has("degree") || has("school") || has("board")) {
		return cols
	}
	return nil
}

var yearIn = compile(`\b(?:19|20)\d\d\b`)

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
	paras, _ := paragraphsOf(r.d, from, s.End)
	skip := 0
	for i := range paras {
		l := &paras[i]
		if i < skip {
			continue
		}
		if _, form := eduForm(stripBullet(l.Text)); form != "" {
			parts = append(parts, r.partsOf(l)...)
			continue
		}
		if c := columnsOf(l); c != nil {
			flush()
			cols = c
			r.d.heads = append(r.d.heads, l.ID)
			continue
		}
		if cols != nil && strings.Contains(l.Text, "\t") {
			r.tableRow(l, cols)
			continue
		}
		if guess, n := r.guessColumns(paras[i:]); n > 0 {
			flush()
			for k := range n {
				r.tableRow(&paras[i+k], guess)
			}
			skip = i + n
			continue
		}
		parts = append(parts, r.partsOf(l)...)
	}
	flush()
}

// guessColumns says which columns of the table with which the lines begin hold
// degrees, schools and dates, where no header does, and how many rows it has.
func (r *schoolReader) guessColumns(lines []Line) (map[int]string, int) {
	width := strings.Count(lines[0].Text, "\t") + 1
	n := 0
	for n < len(lines) && width >= 3 && strings.Count(lines[n].Text, "\t")+1 == width {
		n++
	}
	if n < 2 {
		return nil, 0
	}
	cols := map[int]string{}
	degrees, names := 0, 0
	for c := range width {
		count := map[string]int{}
		for i := range n {
			cell := trimEdges(strings.Split(lines[i].Text, "\t")[c])
			switch kind := eduKind(cell); {
			case cell == "" || isPlace(cell) || isLevel(cell):
			case kind == "degree" || kind == "school":
				count[kind]++
			case len(r.datesIn(cell)) > 0:
				count["dates"]++
			case grade.MatchString(cell) || class.MatchString(cell) || wordCount(cell) == 1 && letterCount(cell) < 4:
				count["grade"]++
			case letterCount(cell) > 3:
				count["name"]++
			}
		}
		count["school"] += count["name"] // not all schools are known for one
		for _, kind := range []string{"degree", "dates", "grade", "school"} {
			if count[kind]*2 > n && !(kind == "school" && count["name"] == n && count["school"] == n && names > 0) {
				cols[c] = kind
				break
			}
		}
		switch cols[c] {
		case "degree":
			degrees++
		case "school":
			if names++; names > 1 {
				cols[c] = "board"
			}
		}
	}
	if degrees != 1 || names == 0 {
		return nil, 0
	}
	return cols, n
}

// tableRow reads one row of a table of degrees.
func (r *schoolReader) tableRow(l *Line, cols map[int]string) {
	e := School{Page: l.Page, Line: l.ID, Last: l.ID}
	board := ""
	for i, c := range strings.Split(l.Text, "\t") {
		c = strings.TrimSpace(c)
		switch cols[i] {
		case "start", "end":
			for _, d := range r.datesIn(c) {
				if cols[i] == "start" {
					e.Start = d.start
				} else if e.End = d.start; d.start.IsZero() {
					e.End = d.end
				}
			}
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
			} else if !slices.Contains(slices.Collect(maps.Values(cols)), "degree") {
				e.Degree = c
			}
		}
	}
	if e.School == "" {
		e.School = board
	}
	e.School, e.Location = placeOff(universityOff(trimEdges(boardInside.ReplaceAllString(e.School, ""))), "")
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

var (
	// itemNumberLead is the number of an item whose dot the layout of the page lost.
	itemNumberLead = compile(`^\d[.)]?\s+`)
	eduCut         = compile(`\t+|\s*[|•·‖]\s*|\s+[–—-]+\s+|\s*[–—]\s*|-\s+|;\s+|:\s+|\s+/\s+`)
	eduFrom        = compile(`(?i)[,\s]+(?:from|at|under|with|@)\s+(?:the\s+)?|\s+in\s+(?:the\s+)?|\s*[,(]\s*`)
	eduOf          = compile(`(?i)^(.*?\S)[\s,]+(?:from|@|at)\s+(?:the\s+)?(\S.*)$`)
	eduGeneric     = compile(`(?i)^(?:(?:post|under|higher|senior)?[\s-]*(?:graduat(?:e|ion)|school(?:ing)?|education|degree))$`)
	eduVerb        = compile(`(?i)^\s*(?:i\s+)?(?:have\s+)?(?:successfully\s+)?(?:completed|passed(?:\s+out)?|pursuing|pursued|done|obtained|currently|graduated(?:\s+(?:as|with|in|from))?|from|at)\s+(?:my\s+|the\s+|an?\s+)?`)
	eduTail        = compile(`(?i)[\s,(]+(?:in|from|with|at|of|and|the|year|passed|percentage|session|batch|,)\s*$`)
	boardInside    = compile(`(?i)\s*\([^()]*(?:board|affiliated|autonomous)[^()]*\)|(?-i)\s*\((?:\p{Lu}\.? ?){2,8}\)$`)
)

// partsOf cuts a line into pieces and says what each is.
func (r *schoolReader) partsOf(l *Line) []eduPart {
	text := stripBullet(l.Text)
	if t := itemNumberLead.ReplaceAllString(stripNumber(text), ""); degreeScore(t) >= degreeScore(text) {
		text = t // but "B. Tech" is no item b
	}
	value, form := eduForm(text)
	if form == "studies" || ofStudies(text) {
		return []eduPart{{text: text, line: l.ID, bullet: l.style.bullet}}
	} else if form != "" {
		return []eduPart{{text: trimEdges(value), kind: form, line: l.ID}}
	}
	rest := cutDates(text, r.datesIn(text))
	rest = class.ReplaceAllString(grade.ReplaceAllString(rest, "\t"), "\t")
	label := ""
	if m := eduLabel.FindStringSubmatchIndex(rest); m != nil {
		label, rest = strings.ToLower(rest[:m[2]]), rest[m[2]:]
	}
	var out []eduPart
	for _, p := range cutPieces(rest) {
		fromSchool := false
		for i, q := range cutSchool(trimEdges(p)) {
			fromSchool = i > 0 && eduOf.MatchString(p)
			if q = trimEdges(eduTail.ReplaceAllString(eduVerb.ReplaceAllString(q, ""), "")); q == "" {
				continue
			}
			kind := eduKind(q)
			switch {
			case kind == "" && label != "" && len(out) == 0 && (strings.Contains(label, "school") || strings.Contains(label, "colle") || strings.Contains(label, "institu") || strings.Contains(label, "universi")):
				kind = "school"
			case kind == "" && label != "" && len(out) == 0 && (strings.Contains(label, "degree") || strings.Contains(label, "course") || strings.Contains(label, "qualif") || strings.Contains(label, "exam")):
				kind = "degree"
			case kind == "" && strings.Contains(label, "discipline"), strings.Contains(label, "special"), strings.Contains(label, "stream"), strings.Contains(label, "branch"), strings.Contains(label, "major"):
				kind = "field"
			}
			if kind == "" && len(out) > 0 && fromSchool {
				kind = "school"
			}
			out = append(out, eduPart{text: q, kind: kind, line: l.ID, bullet: l.style.bullet, all: text, row: l.style.row && len(out) == 0, cont: len(out) > 0})
		}
	}
	// "Information Technology, Bachelor's Degree"
	for i := 1; i < len(out); i++ {
		if out[i-1].kind == "field" && out[i].kind == "degree" && countIn("field", out[i].text) == 0 && wordCount(out[i].text) <= 3 {
			out[i].text += " – " + out[i-1].text
			out[i-1].kind = ""
			break
		}
	}
	// Beside a school, what is not known for anything else is its degree.
	for i := range out {
		if n := len(out); n == 2 && out[i].kind == "" && out[1-i].kind == "school" && wordCount(out[i].text) <= 8 && mostlyCapitals(out[i].text) && !isPlace(out[i].text) && !inRegion(out[i].text) && !l.style.bullet {
			out[i].kind = "degree"
		}
	}
	if len(out) == 0 {
		out = append(out, eduPart{line: l.ID, bullet: l.style.bullet, all: text})
	}
	return out
}

// eduForm reads a line of a form about education.
func eduForm(text string) (value, field string) {
	return formField(text, "form", "degree", "school", "studies")
}

// inRegion reports whether a text is a name and the region or country it is in.
func inRegion(s string) bool {
	i := strings.LastIndex(s, ", ")
	return i > 0 && isPlace(s[i+2:]) && wordCount(s) <= 4
}

// formField reads a line of a form: its value and which of the fields its label
// says it is; the labels stand in the lists of that name in the lexicon. A label
// of two lines stands at both ends of the text, the value between.
func formField(text, list string, fields ...string) (value, field string) {
	ws := strings.Fields(text)
	if len(ws) <= formWords {
		return "", ""
	}
	first, most := strings.ReplaceAll(strings.ToLower(ws[0]), "’", "'"), formWords
	for _, f := range fields {
		for _, parts := range formLabels()[list+" "+f][first] {
			n := sharedWords(ws, parts)
			if n == len(ws) {
				continue
			}
			end := len(ws)
			for k := min(len(parts)-n, end-n-1); k > 0; k-- {
				if sharedWords(ws[end-k:], parts[n:]) == k {
					end -= k
					break
				}
			}
			if shared := n + len(ws) - end; n > formWords && shared > most {
				most, value, field = shared, strings.Join(ws[n:end], " "), f
			}
		}
	}
	return value, field
}

const formWords = 2 // with which other texts begin too

// formLabels are the labels of forms in words, by the lexicon's list and by their
// first word; those that are too short are left out.
var formLabels = sync.OnceValue(func() map[string]map[string][][]string {
	out := map[string]map[string][][]string{}
	for list, labels := range words() {
		out[list] = map[string][][]string{}
		for _, label := range slices.Sorted(maps.Keys(labels)) {
			if parts := strings.Fields(label); len(parts) > formWords {
				out[list][parts[0]] = append(out[list][parts[0]], parts)
			}
		}
	}
	return out
})

// sharedWords counts the words that both begin with.
func sharedWords(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && strings.EqualFold(strings.ReplaceAll(a[n], "’", "'"), b[n]) {
		n++
	}
	return n
}

// cutPieces cuts a line at its separators and at the ends of sentences. A hyphen
// that stands for the end of a word ("Finanz- und Rechnungswesen") is none.
func cutPieces(s string) []string {
	var out []string
	last := 0
	for _, m := range eduCut.FindAllStringIndex(s, -1) {
		if sharedEnd.MatchString(s[m[0]:]) && endsInLetter(s[:m[0]]) || inRange(s[:m[0]], s[m[1]:]) && m[1]-m[0] <= len("–") {
			continue
		}
		out = append(out, s[last:m[0]])
		last = m[1]
	}
	out = append(out, s[last:])
	var pieces []string
	for _, p := range out {
		pieces = append(pieces, cutSentences(p)...)
	}
	return pieces
}

// cutSentences cuts "Grado en Enfermería. Universidad de Turia."; prose stays whole.
func cutSentences(s string) []string {
	var out []string
	rest, entry := s, false
	for m := sentenceEnd.FindStringIndex(rest); m != nil; m = sentenceEnd.FindStringIndex(rest) {
		out = append(out, strings.TrimRight(rest[:m[1]], ". "))
		rest = rest[m[1]:]
	}
	out = append(out, rest)
	for _, p := range out {
		k := eduKind(p)
		entry = entry || k == "degree" || k == "school"
	}
	if !entry {
		return []string{s}
	}
	return out
}

var (
	sharedEnd   = compile(`^- (?:und|oder|and|or|et|ou|y|e|en|of|o)\s`)
	sentenceEnd = compile(`\p{Ll}{5,}\)?\.\s+`)
	rangeStart  = compile(`(?:^|[^\pL\d])(?:\pL|\d{1,2})$`)
	rangeEnd    = compile(`^(?:\pL|\d{1,2})(?:[^\pL\d]|$)`)
)

// inRange reports whether a dash stands between the ends of a range: "GCSEs A–C", "Primary (5–11)".
func inRange(before, after string) bool {
	return rangeStart.MatchString(before) && rangeEnd.MatchString(after)
}

// ofStudies reports whether a line tells what was learned, under a label that
// says so: "Thesis: ...". The degrees, schools and dates in it are of no entry.
func ofStudies(text string) bool {
	label, _, ok := strings.Cut(text, ":")
	return ok && words()["label studies"][strings.ToLower(strings.TrimSpace(strings.ReplaceAll(label, "’", "'")))]
}

// datesIn finds the dates of a line. In education a year by itself is a date.
func (r *schoolReader) datesIn(text string) []dateSpan {
	ds := findDates(text, r.dayFirst)
	if len(ds) > 0 {
		return ds
	}
	for _, m := range yearIn.FindAllStringIndex(text, -1) {
		y := 0
		for _, c := range text[m[0]:m[1]] {
			y = y*10 + int(c-'0')
		}
		ds = append(ds, dateSpan{start: Date{Year: y}, from: m[0], to: m[1], single: true, bare: true})
	}
	return ds
}

// cutDates takes dates out of a line. One in the midst of a sentence leaves the
// sentence whole; elsewhere it parts what stands at its sides.
func cutDates(text string, ds []dateSpan) string {
	for i := len(ds) - 1; i >= 0; i-- {
		before, after := cutDateWords(text[:ds[i].from], text[ds[i].to:])
		sep := "\t"
		if w := strings.ToLower(lastWord(before)); (w == "in" || w == "year") && strings.TrimSpace(after) != "" {
			sep = " "
			before = strings.TrimRight(before, " ")
			before = before[:len(before)-len(w)]
		}
		text = before + sep + after
	}
	return emptyBrackets.ReplaceAllString(text, "\t")
}

// cutDateWords takes the words of a date off the texts at its sides: "Expected
// May 2026", "May 2026 (expected)".
func cutDateWords(before, after string) (string, string) {
	head := strings.TrimRight(before, " \t:(,–-")
	tail := strings.TrimLeft(after, " (,–-")
	ahead, behind := 0, 0 // the lengths of the longest that stand there
	for w := range words()["degree date"] {
		n := len(w)
		if n > ahead && len(head) >= n && strings.EqualFold(head[len(head)-n:], w) && !endsInLetter(head[:len(head)-n]) {
			ahead = n
		}
		if n > behind && len(tail) >= n && strings.EqualFold(tail[:n], w) && closes(tail[n:]) {
			behind = n
		}
	}
	if ahead > 0 {
		before = head[:len(head)-ahead]
	}
	if behind > 0 {
		after = strings.TrimPrefix(tail[behind:], ")")
	}
	return before, after
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

// closes reports whether a piece of a line ends before the text.
func closes(s string) bool {
	return s == "" || strings.ContainsAny(s[:1], "),;|\t")
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// eduKind says what a piece of text is.
func eduKind(s string) string {
	n := wordCount(s)
	d, c := degreeScore(s), schoolScore(s)
	if c == 0 && isPlace(s) || isTown(s) {
		return ""
	}
	if isLevel(s) {
		return "degree"
	}
	if n <= 8 && certificateOf.MatchString(s) {
		return "degree"
	}
	if t := tokensOf(s); n <= 12 && boardOf.MatchString(s) && (!strongDegree(s) || words()["school"][t[0]]) {
		return "school"
	}
	switch {
	case n > 22:
		return ""
	case schoolNoun.MatchString(s) && c >= 2 && properName(s) && n <= 16 && !strongDegree(s):
		return "school"
	case d >= 1.5 && n <= 20:
		return "degree"
	case c >= 2 && n <= 14:
		return "school"
	case n <= 6 && countIn("field", s) > 0:
		return "field"
	}
	return ""
}

// boardOf matches the boards that hold examinations: "U.P. Board of Secondary Education".
var boardOf = compile(`(?i)\bboard of\b|\p{Lu}.*\bboard$`)

// certificateOf matches the certificates that schools are named in: "Senior
// School Certificate Examination".
var certificateOf = compile(`(?i)\b(?:school|education)\s+(?:leaving\s+)?(?:certificate|examination|diploma)\b`)

// isLevel reports whether a text is a level of education, to which a degree may follow.
func isLevel(s string) bool { return words()["study level"][strings.ToLower(s)] }

// strongDegree reports whether a text begins with the name of a degree.
func strongDegree(s string) bool {
	t := tokensOf(strings.NewReplacer("(", " ", ")", " ", "’", "'", ",", " ").Replace(s))
	if len(t) == 0 {
		return false
	}
	bare := strings.ReplaceAll(t[0], ".", "")
	return (words()["degree"][t[0]] || words()["degree"][bare]) && (!weakDegree[bare] || strings.Contains(t[0], "."))
}

// cutSchool parts a degree from the school that stands beside it: "B.Tech from
// Lakeside College", "Lakeside College, B.Tech", "PhD Lakeside University, Physics".
func cutSchool(s string) []string {
	if m := eduOf.FindStringSubmatch(s); m != nil {
		if k := eduKind(m[1]); (k == "degree" || k == "field") && !strongDegree(m[2]) {
			return []string{m[1], m[2]}
		}
	}
	if schoolScore(s) < 2 || degreeSchool.MatchString(s) && !strongDegree(s) {
		return []string{s}
	}
	if i := townAtEnd(s); i > 0 {
		return append(cutSchool(s[:i]), s[i+2:])
	}
	if i := strings.LastIndex(s, ", "); i > 0 && schoolNoun.MatchString(s[:i]) && isField(s[i+2:]) {
		return append(cutSchool(s[:i]), s[i+2:]) // "Lakeside University, Computer Engineering"
	}
	if degreeScore(s) < 1.5 {
		// "Certified Widget Maker, Hillside College": what stands before the school is the degree.
		if i := strings.Index(s, ", "); i > 0 && !schoolNoun.MatchString(s[:i]) && schoolNoun.MatchString(s[i:]) && wordCount(s[:i]) <= 7 && properName(s[i:]) && !isPlace(s[:i]) {
			return []string{s[:i], s[i+2:]}
		}
		return []string{s}
	}
	best, score := -1, 0.6
	locs := eduFrom.FindAllStringIndex(s, -1)
	for i, loc := range locs {
		a, b := s[:loc[0]], s[loc[1]:]
		ka, kb := eduKind(a), eduKind(b)
		comma := strings.ContainsAny(s[loc[0]:loc[1]], ",(")
		v := 0.0
		switch {
		case ka == "degree" && kb == "school":
			v = degreeScore(a) - schoolScore(a) + schoolScore(b) - degreeScore(b)
		case ka == "school" && kb == "degree" && comma:
			v = schoolScore(a) - degreeScore(a) + degreeScore(b) - schoolScore(b)
		}
		if v >= score {
			best, score = i, v
		}
	}
	if best >= 0 {
		return []string{s[:locs[best][0]], s[locs[best][1]:]}
	}
	return cutAtNoun(s)
}

// degreeSchool matches schools named after a degree: "Lakeside BCA College".
var degreeSchool = compile(`(?i)\b(?:bca|bba|mba|mca|b\.?\s?ed|pg|degree|diploma)\s+(?:college|school|institute|academy)\b`)

// townAtEnd returns where ", Town, MA" begins at the end of a text, or -1: codes
// of states such as MA and MS are degrees elsewhere.
func townAtEnd(s string) int {
	i := strings.LastIndex(s, ", ")
	if i < 0 {
		return -1
	}
	i = strings.LastIndex(s[:i], ", ")
	if i < 0 || !isTown(s[i+2:]) {
		return -1
	}
	return i
}

// isTown reports whether a text is a town and its state. A town may be named
// like a school ("College Station, TX"), but a field of study is none ("Physics, MA").
func isTown(s string) bool {
	town, _, _ := strings.Cut(s, ",")
	found, _ := lookupPlace(foldPlace(town))
	return cityState.MatchString(s) && (found.has(string(placeCity)) || countIn("field", town) == 0 && countIn("school", town) == 0 && degreeScore(town) < 1)
}

// isField reports whether a text is the name of a field of study and nothing else.
func isField(s string) bool {
	tokens := tokensOf(s)
	for _, t := range tokens {
		if !words()["field"][t] && !commonWord[t] {
			return false
		}
	}
	return len(tokens) > 0 && len(tokens) <= 5 && countIn("field", s) > 0
}

// cutAtNoun parts degree and school where nothing but the words does: the name
// of a school reaches back from its noun to the first word that is no name.
func cutAtNoun(s string) []string {
	loc := schoolNoun.FindStringIndex(s)
	if loc == nil {
		return []string{s}
	}
	from := loc[0]
	for from > 0 {
		head := strings.TrimRight(s[:from], " ")
		i := strings.LastIndexByte(head, ' ') + 1
		w := head[i:]
		t := strings.ToLower(strings.Trim(w, ".,()"))
		bare := strings.ReplaceAll(t, ".", "")
		if words()["degree"][t] && !weakDegree[bare] || words()["degree"][bare] && !weakDegree[bare] || words()["field"][t] || strings.HasSuffix(w, ",") || examination.MatchString(w) || !titleCased(w) && t != "of" {
			break
		}
		from = i
	}
	if from == 0 || strings.TrimSpace(s[:from]) == "" {
		return []string{s}
	}
	a, b := s[:from], s[from:]
	if eduKind(trimEdges(a)) != "degree" {
		return []string{s}
	}
	if i := strings.Index(b, ","); i > 0 && countIn("field", b[i:]) > 0 && !schoolNoun.MatchString(b[i:]) {
		return []string{a, b[:i], b[i+1:]}
	}
	return []string{a, b}
}

// parts groups the pieces of a section into entries. An entry begins where a
// degree or school comes that the current one has already.
func (r *schoolReader) parts(parts []eduPart) {
	heads := false // some entries begin with lines that are no items of lists: then items begin none
	items := 0     // unless most degrees stand on items
	for _, p := range parts {
		heads = heads || !p.bullet && (p.kind == "degree" || p.kind == "school")
		switch {
		case p.kind != "degree":
		case !p.bullet:
			items--
		case strongDegree(p.text):
			items++
		}
	}
	heads = heads && items <= 0
	var cur *School
	first := "" // what the entries of the section begin with
	last := School{}
	open := func(p eduPart) {
		r.close(cur)
		if cur != nil {
			last = *cur
		}
		cur = &School{Page: r.d.Lines[p.line].Page, Line: p.line, Last: p.line}
	}
	dated, schoolLine, degreeLine := -1, -1, -2
	datesFirst := len(parts) > 0 && parts[0].text == "" && len(r.datesIn(parts[0].all)) > 0
	for i, p := range parts {
		kind := p.kind
		if kind == "field" && !p.cont && !p.bullet && (cur == nil || cur.Degree != "" && cur.School != "") && i+1 < len(parts) &&
			parts[i+1].kind == "school" && parts[i+1].line == p.line+1 && wordCount(p.text) <= 5 {
			kind = "degree" // "Electronics", above the college
		}
		if datesFirst && p.text == "" && len(r.datesIn(p.all)) > 0 {
			open(p) // a date on a line of its own begins each entry
		}
		if p.bullet && heads && cur != nil && cur.Line != p.line && !((cur.Degree == "" || eduGeneric.MatchString(cur.Degree)) && kind == "degree" || cur.School == "" && kind == "school") {
			kind = ""
		}
		if (kind == "" || kind == "field") && cur != nil && cur.Degree == "" && cur.School != "" && r.besideDate(p, cur) {
			kind = "degree"
		}
		if p.row && cur != nil && (kind == "degree" || kind == "school") && cur.Line != p.line {
			open(p)
		}
		switch kind {
		case "degree":
			if first == "" {
				first = kind
			}
			if cur != nil && (eduGeneric.MatchString(cur.Degree) || isLevel(cur.Degree)) && !isLevel(p.text) && p.line-cur.Line <= 2 && (isLevel(cur.Degree) || schoolLine != degreeLine) {
				cur.Degree = ""
			}
			if cur == nil || cur.Degree != "" {
				if cur != nil && cur.Line == p.line && p.cont && cur.School == "" {
					break // "B.Tech – Bachelor of Technology": said twice
				}
				open(p)
				if first == "school" && last.School != "" {
					cur.School = last.School
				}
			}
			cur.Degree, degreeLine = p.text, p.line
			r.d.heads = append(r.d.heads, p.line)
		case "school":
			if first == "" {
				first = kind
			}
			inherited := cur != nil && cur.School != "" && cur.School == last.School && first == "school"
			switch {
			case cur == nil:
				open(p)
			case cur.School != "" && !inherited:
				if cur.Last == p.line || first == "degree" && cur.Degree != "" && p.line-cur.Last <= 1 {
					cur.Last = p.line
					continue // its university, its board
				}
				open(p)
			case first == "school" && cur.Degree != "" && cur.Line != p.line && !inherited:
				open(p)
			case inherited && cur.Line != p.line:
				open(p)
			}
			cur.School, schoolLine = p.text, p.line
			r.d.heads = append(r.d.heads, p.line)
		case "field":
			if cur != nil && cur.Degree != "" && (p.cont && cur.Last == p.line || p.line-cur.Last <= 1 && countIn("field", cur.Degree) == 0) {
				cur.Degree += " – " + p.text
			}
		}
		if cur == nil {
			continue
		}
		cur.Last = p.line
		if dated != p.line {
			dated = p.line
			text := p.all
			if ds := r.datesIn(text); len(ds) > 0 && wordCount(text) <= 30 {
				r.dates(cur, ds, text)
			}
			if g := grade.FindString(text); g != "" && cur.Grade == "" {
				cur.Grade = trimEdges(g)
			}
		}
	}
	r.close(cur)
}

// besideDate reports whether a piece is what an undated school was visited for:
// "Semester abroad", with its date, below the school.
func (r *schoolReader) besideDate(p eduPart, e *School) bool {
	return !p.bullet && !p.cont && p.line == e.Line+1 && e.Start.IsZero() && e.End.IsZero() &&
		wordCount(p.text) > 1 && wordCount(p.text) <= 8 && !isPlace(p.text) && strings.Contains(p.all, "\t") && len(r.datesIn(p.all)) > 0
}

// universityOff takes the university of a college off its end, where a place
// stands between: "Hillside College, Leeds, Lakeside University".
func universityOff(s string) string {
	parts := strings.Split(s, ", ")
	for i := 1; i+1 < len(parts); i++ {
		if town, _, _ := strings.Cut(parts[i], "("); isPlace(town) && schoolNoun.MatchString(strings.Join(parts[i+1:], ", ")) {
			return strings.Join(parts[:i], ", ")
		}
	}
	return s
}

func (r *schoolReader) close(e *School) {
	if e == nil || e.School == "" && e.Degree == "" {
		return
	}
	e.Degree = trimEdges(e.Degree)
	e.School = universityOff(trimEdges(boardInside.ReplaceAllString(e.School, "")))
	e.School, e.Location = placeOff(e.School, e.Location)
	r.out = append(r.out, *e)
}

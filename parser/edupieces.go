package parser

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The pieces that a line about education is cut into.

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
		if end := strings.IndexByte(b, ')'); strings.Contains(s[loc[0]:loc[1]], "(") && end >= 0 && end < len(b)-1 {
			continue // "Diplom (FH) Computer Science"
		}
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

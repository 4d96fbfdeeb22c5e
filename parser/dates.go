package parser

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// dateSpan is a date or a range of dates in a text.
type dateSpan struct {
	start, end Date // of a single date only start is set, or only end where the text calls it one ("expected May 2025")
	from, to   int  // byte offsets in the text
	single     bool // one date, no range
	bare       bool // a single year, no month: it could be another number
}

const earliestYear = 1950

// findDates returns the ranges and single dates of a line, in order. With
// dayFirst, 03/04/2012 is in April. Seasons and quarters give their year alone,
// since they name no month.
func findDates(text string, dayFirst bool) []dateSpan {
	if !mayHoldDate(text) {
		return nil
	}
	s := dateScanner{text: text, dayFirst: dayFirst, latest: time.Now().Year() + 1}
	s.tokenize()
	var spans []dateSpan
	for i := 0; i < len(s.tokens); {
		span, next, ok := s.span(i)
		if !ok {
			i++
			continue
		}
		spans = append(spans, span)
		i = next
	}
	return spans
}

// mayHoldDate is a cheap test that leaves out most lines.
func mayHoldDate(text string) bool {
	if strings.ContainsAny(text, "0123456789") {
		return true
	}
	end := text[max(0, len(text)-24):]
	return len(end) > 0 && trailingPresent(strings.ToLower(end))
}

func trailingPresent(lower string) bool {
	lower = strings.TrimRight(lower, " .)]>\t")
	for p := range strongPresent {
		if strings.HasSuffix(lower, p) {
			return true
		}
	}
	return false
}

type dateTokenKind byte

const (
	dateNumber dateTokenKind = iota
	dateWord
	dateMark
)

type dateToken struct {
	kind     dateTokenKind
	from, to int
	value    int    // of a number of up to eight digits
	word     string // lower case
	mark     rune
	tight    bool // nothing stands between it and the token before
}

func (t dateToken) digits() int { return t.to - t.from }

type dateScanner struct {
	text     string
	tokens   []dateToken
	dayFirst bool
	latest   int
	version  int // index after a number that was taken for a version; the numbers listed after it are versions too
}

func (s *dateScanner) tokenize() {
	s.tokens = make([]dateToken, 0, 8+len(s.text)/5)
	last := -1
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\u00ad':
			i += size
			continue
		case r >= '0' && r <= '9':
			i = s.number(i, last == i)
		case unicode.IsLetter(r):
			i = s.letters(i, last == i)
		default:
			s.tokens = append(s.tokens, dateToken{kind: dateMark, from: i, to: i + size, mark: r, tight: last == i})
			i += size
		}
		last = i
	}
}

func (s *dateScanner) number(from int, tight bool) int {
	to, value := from, 0
	for to < len(s.text) && s.text[to] >= '0' && s.text[to] <= '9' {
		if to-from < 8 {
			value = value*10 + int(s.text[to]-'0')
		}
		to++
	}
	s.tokens = append(s.tokens, dateToken{kind: dateNumber, from: from, to: to, value: value, tight: tight})
	return to
}

func (s *dateScanner) letters(from int, tight bool) int {
	to := from
	for to < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[to:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		to += size
	}
	s.tokens = append(s.tokens, dateToken{kind: dateWord, from: from, to: to, word: strings.ToLower(s.text[from:to]), tight: tight})
	return to
}

func (s *dateScanner) at(i int) (dateToken, bool) {
	if i < 0 || i >= len(s.tokens) {
		return dateToken{}, false
	}
	return s.tokens[i], true
}

func (s *dateScanner) wordAt(i int) string {
	t, ok := s.at(i)
	if !ok || t.kind != dateWord {
		return ""
	}
	return t.word
}

func (s *dateScanner) markAt(i int) rune {
	t, ok := s.at(i)
	if !ok || t.kind != dateMark {
		return 0
	}
	return t.mark
}

// datePoint is one end of a range as read.
type datePoint struct {
	date    Date
	next    int  // index of the token after it
	partial bool // a month without its year
	unknown bool // a template's "20XX"
	weak    bool // a form that could be something else: "05/13"
	bare    bool // only a year
	short   bool // a year of two digits after a dash
}

// span reads the range or single date that begins at token i.
func (s *dateScanner) span(i int) (dateSpan, int, bool) {
	if span, next, ok := s.presentAlone(i); ok {
		return span, next, true
	}
	first, ok := s.point(i)
	if !ok {
		return dateSpan{}, 0, false
	}
	if first.bare && s.isVersion(i, first.next) {
		s.version = first.next
		return dateSpan{}, 0, false
	}
	if span, next, ok := s.rangeFrom(i, first); ok {
		return span, next, true
	}
	if first.partial || first.weak || first.unknown {
		return dateSpan{}, 0, false
	}
	return s.singleDate(i, first)
}

func (s *dateScanner) rangeFrom(i int, first datePoint) (dateSpan, int, bool) {
	span := dateSpan{start: first.date, from: s.tokens[i].from}
	if yr, next, ok := s.shortEnd(first); ok {
		span.end, span.to = Date{Year: yr}, s.tokens[next-1].to
		return span, next, true
	}
	j, connected := s.connector(first.next)
	if before := s.wordAt(i - 1); s.wordAt(first.next) == "and" && before != "between" && before != "from" {
		connected = false // "2016 and 2018"
	}
	if onwardWords[s.wordAt(j)] && !first.partial {
		span.end, span.to = Date{Present: true}, s.tokens[j].to
		return span, j + 1, true
	}
	if !connected {
		return s.columnRange(first, span)
	}
	if next, ok := s.present(j); ok && !first.partial {
		span.end, span.to = Date{Present: true}, s.tokens[next-1].to
		return span, next, true
	}
	last, ok := s.point(j)
	if !ok || last.partial || first.partial && last.unknown || first.weak && last.bare {
		return dateSpan{}, 0, false
	}
	if first.partial {
		span.start = shareYear(first.date, last.date)
	}
	if !plausibleRange(span.start, last.date) {
		return dateSpan{}, 0, false
	}
	span.end, span.to = last.date, s.tokens[last.next-1].to
	return span, last.next, true
}

// columnRange reads a range whose ends stand in columns of their own, as under
// "From" and "To": nothing but space between two months, or a month and the present.
func (s *dateScanner) columnRange(first datePoint, span dateSpan) (dateSpan, int, bool) {
	if first.date.Month == 0 || first.partial || first.weak || first.next >= len(s.tokens) || s.tokens[first.next].tight {
		return dateSpan{}, 0, false
	}
	if next, ok := s.present(first.next); ok && next == len(s.tokens) && s.gapBefore(first.next) {
		span.end, span.to = Date{Present: true}, s.tokens[next-1].to
		return span, next, true
	}
	last, ok := s.point(first.next)
	later := ok && (last.date.Year > first.date.Year || last.date.Year == first.date.Year && last.date.Month >= first.date.Month)
	if !later || last.date.Month == 0 || last.partial || last.weak {
		return dateSpan{}, 0, false
	}
	span.end, span.to = last.date, s.tokens[last.next-1].to
	return span, last.next, true
}

// shareYear gives a month without a year the year of the range's end: "Nov -
// Feb 2019" begins in 2018.
func shareYear(start, end Date) Date {
	start.Year = end.Year
	if end.Month != 0 && start.Month > end.Month {
		start.Year--
	}
	return start
}

func plausibleRange(a, b Date) bool {
	return a.Year == 0 || b.Year == 0 || a.Year <= b.Year && b.Year-a.Year <= 60
}

// shortEnd reads the end of "2016-17" and "2011 - 13".
func (s *dateScanner) shortEnd(first datePoint) (year, next int, ok bool) {
	if !first.bare && !first.short {
		return 0, 0, false
	}
	dash, _ := s.at(first.next)
	n, found := s.at(first.next + 1)
	if !found || dash.kind != dateMark || !isDash(dash.mark) && dash.mark != '/' || n.kind != dateNumber || n.digits() != 2 {
		return 0, 0, false
	}
	year = first.date.Year/100*100 + n.value
	after, more := s.at(first.next + 2)
	if year <= first.date.Year || year > s.latest+6 || more && (after.tight && after.kind != dateMark || isDash(after.mark) && s.digitsAt(first.next+3)) {
		return 0, 0, false
	}
	if more && !n.tight && after.kind == dateWord {
		return 0, 0, false
	}
	return year, first.next + 2, true
}

func (s *dateScanner) digitsAt(i int) bool {
	t, ok := s.at(i)
	return ok && t.kind == dateNumber
}

// singleDate is a point with no range after it.
func (s *dateScanner) singleDate(i int, p datePoint) (dateSpan, int, bool) {
	span := dateSpan{start: p.date, from: s.tokens[i].from, to: s.tokens[p.next-1].to, single: true, bare: p.bare}
	if p.bare && !s.plausibleYear(i, p.next) {
		return dateSpan{}, 0, false
	}
	before := i - 1
	if m := s.markAt(before); m == ':' || m == '-' || m == '(' {
		before--
	}
	next, open := s.connector(p.next)
	switch w := s.wordAt(before); {
	case open && next < len(s.tokens):
	case open && s.wordAt(next-1) == "till": // "date" is on the next line
		span.end, span.single, span.bare = Date{Present: true}, false, false
	case w == "since" || sinceWords[w] && !p.bare:
		span.end, span.single, span.bare = Date{Present: true}, false, false
	case endWords[w]:
		span.start, span.end = Date{}, p.date
	}
	return span, p.next, true
}

// connector skips what joins the two ends of a range.
func (s *dateScanner) connector(i int) (next int, ok bool) {
	if m := s.markAt(i); m == ',' || m == '.' || m == ')' {
		if !s.connects(i + 1) {
			return i, false
		}
		i++
	}
	for s.connects(i) {
		i++
		ok = true
	}
	if m := s.markAt(i); ok && (m == ':' || m == '(' || m == '.') {
		i++
	}
	return i, ok
}

func (s *dateScanner) connects(i int) bool {
	t, ok := s.at(i)
	if !ok {
		return false
	}
	if t.kind == dateMark {
		return isDash(t.mark) || strings.ContainsRune("→~/>", t.mark)
	}
	return rangeWords[t.word] && t.kind == dateWord
}

func isDash(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212' || r == '\u00ad' || r == '\uf0be' || r == '\uf02d'
}

// present reads a word or phrase for the present at token i.
func (s *dateScanner) present(i int) (next int, ok bool) {
	phrase := ""
	for n := 0; n < 3; n++ {
		if m := s.markAt(i + n); n == 1 && (m == '\'' || m == '’' || m == '-') {
			i++
		}
		w := s.wordAt(i + n)
		if w == "" {
			break
		}
		phrase = strings.TrimLeft(phrase+" "+w, " ")
		if presentWords[phrase] {
			next, ok = i+n+1, true
		}
	}
	return next, ok
}

// presentAlone reads "… - Present" at the end of a line that gives no start.
func (s *dateScanner) presentAlone(i int) (dateSpan, int, bool) {
	t := s.tokens[i]
	if t.kind != dateWord || i > 0 && !s.connects(i-1) {
		return dateSpan{}, 0, false
	}
	next, ok := s.present(i)
	if !ok || next != len(s.tokens) || !trailingPresent(strings.ToLower(s.text[t.from:])) {
		return dateSpan{}, 0, false
	}
	return dateSpan{end: Date{Present: true}, from: t.from, to: s.tokens[next-1].to, single: true}, next, true
}

// point reads one date at token i.
func (s *dateScanner) point(i int) (datePoint, bool) {
	t, ok := s.at(i)
	if !ok {
		return datePoint{}, false
	}
	switch t.kind {
	case dateWord:
		return s.fromWord(i)
	case dateNumber:
		return s.fromNumber(i)
	}
	if (t.mark == '\'' || t.mark == '’' || t.mark == '‘') && s.digitsAt(i+1) {
		n := s.tokens[i+1]
		if n.tight && n.digits() == 2 {
			return datePoint{date: Date{Year: s.fullYear(n.value)}, next: i + 2, weak: true, short: true}, true
		}
	}
	return datePoint{}, false
}

func (s *dateScanner) fromWord(i int) (datePoint, bool) {
	w := s.tokens[i].word
	if month := monthWords[w]; month != 0 {
		return s.month(i, month)
	}
	if month := misspelledMonth(w); month != 0 {
		if p, _ := s.month(i, month); !p.partial {
			return p, true
		}
	}
	if seasonWords[w] || w == "q" || len(w) == 3 && w == "qtr" {
		return s.season(i)
	}
	return datePoint{}, false
}

// misspelledMonth knows a long English month with a letter too few, too many,
// changed or swapped: "Ocober", "Feburary".
func misspelledMonth(w string) int {
	if len(w) < 6 || len(w) > 10 {
		return 0
	}
	for i, month := range longMonths {
		if month != "" && month[0] == w[0] && nearly(w, month) {
			return i + 1
		}
	}
	return 0
}

var longMonths = [12]string{0: "january", 1: "february", 7: "august", 8: "september", 9: "october", 10: "november", 11: "december"}

// nearly reports whether two words differ by one slip.
func nearly(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}

// season reads "Summer 2019" and "Q3 2020".
func (s *dateScanner) season(i int) (datePoint, bool) {
	j := i + 1
	if w := s.tokens[i].word; w == "q" || w == "qtr" {
		n, ok := s.at(j)
		if !ok || n.kind != dateNumber || n.value < 1 || n.value > 4 {
			return datePoint{}, false
		}
		j++
	}
	j = s.skipMarks(j, ",-/'’ of")
	if year, ok := s.year4(j); ok {
		return datePoint{date: Date{Year: year}, next: j + 1}, true
	}
	return datePoint{}, false
}

// month reads what follows a month's name: "Aug'13", "Sept. 2014", "May 12,
// 2011". A name alone is partial.
func (s *dateScanner) month(i, month int) (datePoint, bool) {
	p := datePoint{date: Date{Month: month}}
	j := s.skipMarks(i+1, ".,'’‘`´-–/ of")
	if year, ok := s.year4(j); ok {
		p.date.Year, p.next = year, j+1
		return p, true
	}
	if s.placeholder(j) {
		return datePoint{next: j + 2, unknown: true}, true
	}
	if next, ok := s.dayThenYear(j); ok {
		p.date.Year, p.next = s.tokens[next-1].value, next
		return p, true
	}
	if n, ok := s.at(j); ok && n.kind == dateNumber && n.digits() == 2 && s.shortYear(i, j) {
		p.date.Year, p.next = s.fullYear(n.value), j+1
		return p, true
	}
	p.next, p.partial = i+1, true
	if s.markAt(i+1) == '.' {
		p.next++
	}
	return p, true
}

// shortYear reports whether the two digits at j are the year of the month's
// name at i.
func (s *dateScanner) shortYear(i, j int) bool {
	quote := strings.ContainsRune("'’‘`´", s.markAt(j-1)) && s.markAt(j-1) != 0
	if quote {
		return true
	}
	after, more := s.at(j + 1)
	if more && after.kind == dateMark && after.mark == ',' {
		return false // a day whose year stands on the next line
	}
	if more && (after.kind == dateMark && after.tight && (after.mark == '%' || after.mark == ':' || after.mark == '+') || after.kind == dateWord && after.tight) {
		return false
	}
	if !s.capital(i) {
		return false
	}
	if j == i+1 && doubtfulMonths[s.tokens[i].word] && more && after.kind == dateWord && !rangeWords[after.word] {
		return false
	}
	return s.fullYear(s.tokens[j].value) >= earliestYear
}

// dayThenYear reads "12, 2011", "12th 2011" after a month's name.
func (s *dateScanner) dayThenYear(j int) (next int, ok bool) {
	n, found := s.at(j)
	if !found || n.kind != dateNumber || n.digits() > 2 || n.value < 1 || n.value > 31 {
		return 0, false
	}
	j++
	if ordinalWords[s.wordAt(j)] {
		j++
	}
	j = s.skipMarks(j, ".,'’-/")
	if _, ok := s.year4(j); ok {
		return j + 1, true
	}
	return 0, false
}

func (s *dateScanner) fromNumber(i int) (datePoint, bool) {
	t := s.tokens[i]
	if s.withinNumber(i) || s.coded(i) {
		return datePoint{}, false
	}
	if p, ok := s.numeric(i); ok {
		return p, true
	}
	if s.placeholder(i) {
		return datePoint{next: i + 2, unknown: true}, true
	}
	if year, ok := s.year4(i); ok {
		return s.fromYear(i, year)
	}
	if t.digits() <= 2 && t.value >= 1 && t.value <= 31 {
		return s.dayThenMonth(i)
	}
	return datePoint{}, false
}

// fromYear reads "2013 Aug" and a year alone.
func (s *dateScanner) fromYear(i, year int) (datePoint, bool) {
	j := s.skipMarks(i+1, "-/,.")
	if month := monthWords[s.wordAt(j)]; month != 0 {
		p, _ := s.month(j, month)
		if p.partial && j-i <= 2 && !s.connects(p.next) {
			return datePoint{date: Date{Year: year, Month: month}, next: p.next}, true
		}
		if _, yearFirst := s.year4(j + 2); j == i+1 && yearFirst && s.connects(j+1) && monthWords[s.wordAt(j+3)] != 0 {
			return datePoint{date: Date{Year: year, Month: month}, next: j + 1}, true
		}
	}
	return datePoint{date: Date{Year: year}, next: i + 1, bare: true}, true
}

// dayThenMonth reads "12th May 2011" from its day.
func (s *dateScanner) dayThenMonth(i int) (datePoint, bool) {
	j := i + 1
	if ordinalWords[s.wordAt(j)] {
		j++
	}
	j = s.skipMarks(j, ".,-/ of")
	month := monthWords[s.wordAt(j)]
	if month == 0 {
		return datePoint{}, false
	}
	return s.month(j, month)
}

// numeric reads 08/2013, 2013-08, 10-6-2011, 2013-08-01 and 05/13.
func (s *dateScanner) numeric(i int) (datePoint, bool) {
	var v, digits [3]int
	n, j := 0, i
	var mark rune
	for n < 3 {
		t, ok := s.at(j)
		if !ok || t.kind != dateNumber || t.digits() > 4 {
			break
		}
		v[n], digits[n] = t.value, t.digits()
		n++
		m := s.markAt(j + 1)
		if n == 3 || m != '/' && m != '.' && !isDash(m) || mark != 0 && m != mark || !s.digitsAt(j+2) || s.spacedDash(j+1) {
			break
		}
		mark = m
		j += 2
	}
	if n == 3 && !(s.tokens[i].tight && s.markAt(i-1) == '/') {
		return s.threeNumbers(v, digits, i+5)
	}
	if n == 2 {
		return s.twoNumbers(v, digits, mark, i+3)
	}
	return datePoint{}, false
}

// coded reports whether the number at i is part of a code: "GS-2010-09".
func (s *dateScanner) coded(i int) bool {
	w := s.wordAt(i - 2)
	return len(w) > 1 && isDash(s.markAt(i+1)) && s.digitsAt(i+2) && isDash(s.markAt(i-1)) && s.tokens[i-1].tight && s.tokens[i].tight && monthWords[w] == 0 && !rangeWords[w] && isCaps(s.text[s.tokens[i-2].from:s.tokens[i-2].to])
}

// spacedDash reports whether the dash at j has space around it and joins two
// dates rather than the parts of one.
func (s *dateScanner) spacedDash(j int) bool {
	spaced := func(j int) bool { return !s.tokens[j].tight || !s.tokens[j+1].tight }
	if !isDash(s.tokens[j].mark) || !spaced(j) {
		return false
	}
	return s.tokens[j-1].digits() == 4 || s.tokens[j+1].digits() == 4 && s.markAt(j-2) != 0 && !spaced(j-2)
}

func (s *dateScanner) threeNumbers(v, digits [3]int, next int) (datePoint, bool) {
	year, day, month := v[2], v[0], v[1]
	switch {
	case digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2:
		year, month, day = v[0], v[1], v[2]
	case digits[0] > 2 || digits[1] > 2 || digits[2] == 1 || digits[2] == 3:
		return datePoint{}, false
	default:
		if !s.dayFirst {
			day, month = month, day
		}
		if month > 12 {
			day, month = month, day
		}
		if digits[2] == 2 {
			year = s.fullYear(year)
		}
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || !s.isYear(year) {
		return datePoint{}, false
	}
	return datePoint{date: Date{Year: year, Month: month}, next: next}, true
}

func (s *dateScanner) twoNumbers(v, digits [3]int, mark rune, next int) (datePoint, bool) {
	isMonth := func(k int) bool { return digits[k] <= 2 && v[k] >= 1 && v[k] <= 12 }
	switch {
	case isMonth(0) && digits[1] == 4 && s.isYear(v[1]):
		return datePoint{date: Date{Year: v[1], Month: v[0]}, next: next}, true
	case digits[0] == 4 && s.isYear(v[0]) && digits[1] == 2 && isMonth(1):
		if v[1] == (v[0]+1)%100 && isDash(mark) && !s.isoRange(next) {
			return datePoint{}, false // 2009-10 is a year of study
		}
		return datePoint{date: Date{Year: v[0], Month: v[1]}, next: next}, true
	case isMonth(0) && digits[0] == 2 && digits[1] == 2 && mark == '/':
		return datePoint{date: Date{Year: s.fullYear(v[1]), Month: v[0]}, next: next, weak: true}, true
	}
	return datePoint{}, false
}

// isoRange reports whether the year and month that end before token next are
// one side of a range of such dates.
func (s *dateScanner) isoRange(next int) bool {
	iso := func(i int) bool {
		y, ok := s.at(i)
		m, more := s.at(i + 2)
		return ok && more && y.kind == dateNumber && y.digits() == 4 && s.isYear(y.value) && isDash(s.markAt(i+1)) && m.kind == dateNumber && m.digits() == 2 && m.tight
	}
	after, ok := s.connector(next)
	if ok && iso(after) {
		return true
	}
	if _, present := s.present(after); ok && present {
		return true
	}
	before := next - 4
	for before >= 0 && s.connects(before) {
		before--
	}
	return before < next-4 && iso(before-2)
}

// skipMarks skips up to three of the marks, and the word "of" if they name it.
func (s *dateScanner) skipMarks(i int, marks string) int {
	of := strings.HasSuffix(marks, " of")
	for n := 0; n < 3; n++ {
		m := s.markAt(i)
		if m != 0 && (strings.ContainsRune(marks, m) || isDash(m) && strings.ContainsRune(marks, '-')) || of && (s.wordAt(i) == "of" || s.wordAt(i) == "de") {
			i++
			continue
		}
		break
	}
	return i
}

// year4 reads a year of four digits.
func (s *dateScanner) year4(i int) (int, bool) {
	t, ok := s.at(i)
	if !ok || t.kind != dateNumber || t.digits() != 4 || !s.isYear(t.value) {
		return 0, false
	}
	return t.value, true
}

// isYear allows for ends in the future: a degree's, a certificate's.
func (s *dateScanner) isYear(y int) bool { return y >= earliestYear && y <= s.latest+6 }

// fullYear gives a year of two digits its century.
func (s *dateScanner) fullYear(yy int) int {
	if 2000+yy <= s.latest+6 {
		return 2000 + yy
	}
	return 1900 + yy
}

// placeholder reads the "20XX" of a template.
func (s *dateScanner) placeholder(i int) bool {
	t, ok := s.at(i)
	x, more := s.at(i + 1)
	return ok && more && t.kind == dateNumber && (t.value == 20 || t.value == 19 || t.value/10 == 20) && x.tight && x.kind == dateWord && strings.Trim(x.word, "xy") == ""
}

// withinNumber reports whether the digits at i go on to the left: the end of a
// phone number, an amount, a version.
func (s *dateScanner) withinNumber(i int) bool {
	t := s.tokens[i]
	if i == 0 || !t.tight {
		return false
	}
	before := s.tokens[i-1]
	if before.kind == dateWord {
		return monthWords[before.word] == 0 && len(before.word) < 2
	}
	if before.mark == '+' || before.mark == '#' || before.mark == '$' || before.mark == '€' || before.mark == '£' || before.mark == '₹' {
		return true
	}
	if i < 2 || !before.tight || s.tokens[i-2].kind != dateNumber {
		return false
	}
	number := s.tokens[i-2]
	return before.mark == '.' || before.mark == ',' && number.digits() < 4 || isDash(before.mark) && number.digits() > 2 && !s.isYear(number.value) || before.mark == ':' && number.digits() != 4
}

// isVersion reports whether the year at i is the version of a product, as in
// "Windows 2000/2003" and "ISO 9001:2008".
func (s *dateScanner) isVersion(i, next int) bool {
	if s.version > 0 && s.version == i-1 && (s.connects(i-1) || strings.ContainsRune(",&", s.markAt(i-1)) || s.wordAt(i-1) == "and") {
		return true
	}
	if productWords[s.wordAt(i-1)] {
		return true
	}
	if m := s.markAt(i - 1); (m == '-' || m == '.') && productWords[s.wordAt(i-2)] && !s.digitsAt(next) {
		return true
	}
	if s.markAt(i-1) == ':' && s.digitsAt(i-2) {
		return true
	}
	after, ok := s.at(next)
	return ok && (after.kind == dateWord && (after.word == "r" || after.tight && after.word != "to" && after.word != "till") || after.kind == dateMark && after.tight && strings.ContainsRune("%+", after.mark))
}

// plausibleYear reports whether the year of tokens i to next stands where a
// date would: alone in its cell or parentheses, at the end of a line or before
// a comma, or after a word such as "in".
func (s *dateScanner) plausibleYear(i, next int) bool {
	if s.tokens[i].value > s.latest && !endWords[s.wordAt(i-1)] {
		return false
	}
	after, more := s.at(next)
	ends := !more || s.gapBefore(next) || after.kind == dateMark && strings.ContainsRune("),;|]>.·•", after.mark)
	if yearWords[s.wordAt(i-1)] || endWords[s.wordAt(i-1)] {
		return true
	}
	begins := i == 0 || s.gapBefore(i) || strings.ContainsRune("(,|[<:;·•", s.markAt(i-1)) && s.markAt(i-1) != 0 || isDash(s.markAt(i-1))
	if begins && (ends || more && (after.kind == dateMark && (isDash(after.mark) || after.mark == ':'))) {
		return true
	}
	more = more && !(after.kind == dateMark && next+1 == len(s.tokens))
	if s.digitsAt(i-1) && !s.gapBefore(i) {
		return !more && s.tokens[i-1].digits() <= 3 && s.wordAt(i-2) != "" // "P.T.U 65 2015", no phone number
	}
	return !more || s.beginsLine(i) && after.kind == dateWord && s.capital(next)
}

// beginsLine reports whether nothing but marks, such as a bullet, stands before
// token i.
func (s *dateScanner) beginsLine(i int) bool {
	for _, t := range s.tokens[:i] {
		if t.kind != dateMark {
			return false
		}
	}
	return true
}

func (s *dateScanner) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].from:])
	return unicode.IsUpper(r)
}

// gapBefore reports whether token i begins a cell: a tab or a wide gap stands
// before it.
func (s *dateScanner) gapBefore(i int) bool {
	if i <= 0 || i >= len(s.tokens) {
		return false
	}
	gap := s.text[s.tokens[i-1].to:s.tokens[i].from]
	return strings.Contains(gap, "\t") || len(gap) > 2
}

var (
	slashedDate = compile(`\b(\d{1,2})([/.-])(\d{1,2})[/.-](?:\d{4}|\d{2})\b`)
	usaEvidence = compile(`\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\(\d{3}\) ?\d{3}[-–]\d{4}\b|\b\d{3}-\d{3}-\d{4}\b`)
)

// dayFirst reports whether the document writes the day before the month, as
// most of the world does: true unless a date or the writer's address says
// otherwise.
func dayFirst(texts []string) bool {
	american, monthFirst := false, false
	for _, text := range texts {
		for _, m := range slashedDate.FindAllStringSubmatch(text, -1) {
			if m[1] > "12" && len(m[1]) == 2 {
				return true
			}
			monthFirst = monthFirst || len(m[3]) == 2 && m[3] > "12"
		}
		american = american || usaEvidence.MatchString(text)
	}
	return !monthFirst && !american
}

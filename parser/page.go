package parser

import (
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// row is the words that stand on one baseline, from left to right.
type row struct {
	words       []Word
	top, bottom float64
	notes       [][]Word // from the margin: what stands beside the lines below and belongs to this one
}

func (r row) left() float64  { return r.words[0].Box.Left }
func (r row) right() float64 { return r.words[len(r.words)-1].Box.Right }

// rowsOf groups words by baseline, top to bottom.
func rowsOf(words []Word) []row {
	words = slices.Clone(words)
	sort.SliceStable(words, func(i, j int) bool { return words[i].Box.Bottom < words[j].Box.Bottom })
	var rows []row
	for _, w := range words {
		placed := false
		for i := len(rows) - 1; i >= 0 && i >= len(rows)-3; i-- {
			r := &rows[i]
			overlap := math.Min(r.bottom, w.Box.Bottom) - math.Max(r.top, w.Box.Top)
			if overlap > 0.55*math.Min(r.bottom-r.top, w.Box.Bottom-w.Box.Top) {
				r.words = append(r.words, w)
				placed = true
				break
			}
		}
		if !placed {
			rows = append(rows, row{words: []Word{w}, top: w.Box.Top, bottom: w.Box.Bottom})
		}
	}
	for i := range rows {
		ws := rows[i].words
		sort.SliceStable(ws, func(a, b int) bool { return ws[a].Box.Left < ws[b].Box.Left })
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].bottom < rows[j].bottom })
	return rows
}

// pageLayout lays out one page.
type pageLayout struct {
	page    rawPage
	body    float64 // size of most letters
	regions int     // numbers given to regions so far
	tables  int
	lines   []Line
}

// layoutPage returns a page's lines in reading order. Regions are numbered from
// region on; the next free number is returned.
func layoutPage(p rawPage, region, table int) ([]Line, int, int) {
	l := &pageLayout{page: p, body: bodySize(p.words), regions: region, tables: table}
	l.page.rules = joinRules(p.rules)
	l.cut(p.words, 0)
	return l.lines, l.regions, l.tables
}

func bodySize(words []Word) float64 {
	letters := map[float64]int{}
	for _, w := range words {
		letters[math.Round(w.Size*2)/2] += len(w.Text)
	}
	best, most := 10.0, 0
	for s, n := range letters {
		if n > most || n == most && s < best {
			best, most = s, n
		}
	}
	return best
}

// cut orders the words of a region: bordered tables by row, else columns where
// a gutter parts them, else lines from top to bottom.
func (l *pageLayout) cut(words []Word, depth int) {
	if len(words) == 0 {
		return
	}
	rows := rowsOf(words)
	if depth < 8 {
		c, split := l.columns(rows)
		g, table := l.grid(words)
		above, left, right, below := around(words, g)
		if beside := len(left)+len(right) > 0; table && beside && split && (c.x < g.left+5 || c.x > g.right-5) {
			table = false // a table within a column
		}
		if table {
			l.cut(above, depth+1)
			l.cut(left, depth+1)
			l.tables++
			for _, r := range g.rows {
				l.gridRow(r, depth)
			}
			l.cut(right, depth+1)
			l.cut(below, depth+1)
			return
		}
		if split {
			above, left, right, below = nil, nil, nil, nil
			for i, r := range rows {
				switch {
				case i < c.from:
					above = append(above, r.words...)
				case i >= c.to:
					below = append(below, r.words...)
				default:
					for _, w := range r.words {
						if (w.Box.Left+w.Box.Right)/2 < c.x {
							left = append(left, w)
						} else {
							right = append(right, w)
						}
					}
				}
			}
			for _, part := range [][]Word{above, left, right, below} {
				l.cut(part, depth+1)
			}
			return
		}
	}
	l.region(rows)
}

// around returns the words that stand above, beside and below a table.
func around(words []Word, g gridTable) (above, left, right, below []Word) {
	for _, w := range words {
		y, x := (w.Box.Top+w.Box.Bottom)/2, (w.Box.Left+w.Box.Right)/2
		switch {
		case y < g.top:
			above = append(above, w)
		case y >= g.bottom:
			below = append(below, w)
		case x < g.left:
			left = append(left, w)
		case x > g.right:
			right = append(right, w)
		}
	}
	return above, left, right, below
}

// column is a gutter at x that parts rows[from:to] into a left and a right column.
type column struct {
	x        float64
	from, to int
}

// columns finds the gutter that parts the most text, if there is one. A gutter
// is a strip of white that no word of many consecutive rows crosses; that its
// two sides are columns, and not the cells of rows, is decided by columnRun.
func (l *pageLayout) columns(rows []row) (column, bool) {
	if len(rows) < 3 {
		return column{}, false
	}
	left, right := math.Inf(1), 0.0
	for _, r := range rows {
		left, right = math.Min(left, r.left()), math.Max(right, r.right())
	}
	half := math.Max(3, 0.45*l.body)
	seen := sideCache{}
	var best column
	bestScore := 0.0
	for x := left + 30; x < right-30; x += 2 {
		from := 0
		for from < len(rows) {
			if crossed(rows[from], x-half, x+half) {
				from++
				continue
			}
			to := from + 1
			for to < len(rows) && !crossed(rows[to], x-half, x+half) && !l.ruleBetween(rows[to-1], rows[to], x) {
				to++
			}
			a, b := trimRun(rows, from, to, x, to < len(rows))
			if score := l.columnRun(rows, a, b, x, seen); score > bestScore {
				bestScore, best = score, column{x, a, b}
			}
			from = to
		}
	}
	return best, bestScore > 0
}

func crossed(r row, a, b float64) bool {
	for _, w := range r.words {
		if w.Box.Left < b && w.Box.Right > a {
			return true
		}
	}
	return false
}

// ruleBetween reports whether a horizontal rule that crosses x lies between two rows.
func (l *pageLayout) ruleBetween(a, b row, x float64) bool {
	for _, r := range l.page.rules {
		if r.Bottom-r.Top < 3 && r.Left < x-10 && r.Right > x+10 && r.Top > a.bottom-4 && r.Bottom < b.top+4 {
			return true
		}
	}
	return false
}

// trimRun takes rows off the end of a run that stand on one side alone, when
// they are few: the heading of the text below belongs to that text.
func trimRun(rows []row, from, to int, x float64, bounded bool) (int, int) {
	for n := 0; n < 2 && bounded && to > from; n++ {
		r := rows[to-1]
		if r.left() < x && r.right() > x {
			break
		}
		to--
	}
	return from, to
}

// columnRun scores rows[from:to] as two columns at x; 0 if they are none.
func (l *pageLayout) columnRun(rows []row, from, to int, x float64, seen sideCache) float64 {
	var ls, rs side
	both := 0
	for n := from; n < to; n++ {
		ws := rows[n].words
		i := sort.Search(len(ws), func(i int) bool { return ws[i].Box.Left > x })
		var lt, rt sideText
		if i > 0 {
			lt = seen.of(n, 0, ws[:i])
		}
		if i < len(ws) {
			rt = seen.of(n, i, ws[i:])
		}
		if i > 0 && i < len(ws) {
			both++
			if gap := ws[i].Box.Left - ws[i-1].Box.Right; (lt.heading || rt.heading) && gap < 2.5*ws[i].Size && seen.of(n, 0, ws).heading {
				lt.heading, rt.heading = false, false // one heading, of two words far apart
			}
		}
		if i > 0 {
			ls.add(ws[:i], lt)
		}
		if i < len(ws) {
			rs.add(ws[i:], rt)
		}
	}
	ownHeadings := ls.headings > 0 && rs.headings > 0
	if ls.n < 3 || rs.n < 3 || both == 0 || min(ls.n, rs.n) < 5 && !ownHeadings {
		return 0
	}
	if rs.colons > 0.3*float64(rs.n) {
		return 0 // labels and their values
	}
	if head := l.line(rows[from]); columnsOf(&head) != nil || jobColumns(&head) != nil {
		return 0 // a table without borders
	}
	if ls.chars < 4*float64(ls.n) || rs.chars < 4*float64(rs.n) {
		return 0 // bullets or numbers, and what they stand before
	}
	alignedL, alignedR := float64(both)/float64(ls.n), float64(both)/float64(rs.n)
	dense := float64(min(ls.n, rs.n)) / float64(max(ls.n, rs.n))
	switch {
	case ownHeadings && ls.n >= 4 && rs.n >= 4:
		// Both sides have headings of their own.
	case rs.dates > 0.5*float64(rs.n) || ls.dates > 0.5*float64(ls.n):
		return 0 // dates at the side of their entries
	case ls.headings == 0 && alignedL > 0.9 && ls.wordsPerRow() <= 3.5, rs.headings == 0 && alignedR > 0.9 && rs.wordsPerRow() <= 3.5:
		return 0 // each of the short ones stands beside a row: the labels of a table
	case alignedL > 0.8 && alignedR > 0.8:
		// Row for row. Prose in both columns is set solid; the cells of a table are not.
		if ls.wordsPerRow() < 4 || rs.wordsPerRow() < 4 || to-from < 5 {
			return 0
		}
	case (alignedL > 0.85 || alignedR > 0.85) && dense < 0.5:
		// The few on one side all stand beside a row of the other: labels, dates, places,
		// unless they are set as a block of their own.
		few := &ls
		if rs.n < ls.n {
			few = &rs
		}
		if !few.solid(l.body) {
			return 0
		}
	}
	if math.Min(ls.starts(), rs.starts()) < 0.3 {
		return 0 // ragged on the left: not a column
	}
	return math.Min(ls.chars, rs.chars)
}

// side is what stands on one side of a gutter.
type side struct {
	n        int
	words    int
	chars    float64
	dates    float64
	colons   float64 // rows that begin with a colon
	headings int
	lefts    []float64
	mids     []float64
	bottoms  []float64
}

// sideText is what the text of one side of a row reads as.
type sideText struct {
	chars                float64
	date, heading, colon bool
}

// sideCache keeps what was made out of the sides of rows: the gutters that are
// tried share most of them. A key is the number of the row, of its first word,
// and how many words.
type sideCache map[[3]int]sideText

func (c sideCache) of(row, first int, words []Word) sideText {
	key := [3]int{row, first, len(words)}
	t, ok := c[key]
	if !ok {
		text := joinWords(words)
		t = sideText{
			chars:   float64(len(text)),
			date:    len(words) <= 6 && (looksLikeDates(text) || isPlace(text)),
			heading: headingKind(text) != "",
			colon:   strings.HasPrefix(text, ":"),
		}
		c[key] = t
	}
	return t
}

func (s *side) add(words []Word, t sideText) {
	s.n++
	s.words += len(words)
	s.chars += t.chars
	if t.date {
		s.dates++
	}
	if t.heading {
		s.headings++
	}
	if t.colon {
		s.colons++
	}
	s.lefts = append(s.lefts, words[0].Box.Left)
	s.mids = append(s.mids, (words[0].Box.Left+words[len(words)-1].Box.Right)/2)
	s.bottoms = append(s.bottoms, words[0].Box.Bottom)
}

func (s *side) wordsPerRow() float64 { return float64(s.words) / float64(s.n) }

// starts is the share of rows that begin, or are centered, where most others are.
func (s *side) starts() float64 { return math.Max(modal(s.lefts), modal(s.mids)) }

// solid reports whether the rows follow each other without leaps.
func (s *side) solid(size float64) bool {
	if len(s.bottoms) < 4 {
		return false
	}
	near := 0
	for i := 1; i < len(s.bottoms); i++ {
		if s.bottoms[i]-s.bottoms[i-1] < 2.2*size {
			near++
		}
	}
	return float64(near) >= 0.7*float64(len(s.bottoms)-1)
}

// modal returns the share of values within 4 points of the commonest one.
func modal(v []float64) float64 {
	best := 0
	for _, a := range v {
		n := 0
		for _, b := range v {
			if math.Abs(a-b) < 4 {
				n++
			}
		}
		best = max(best, n)
	}
	return float64(best) / float64(len(v))
}

func joinWords(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// region makes lines of rows that belong to one column.
func (l *pageLayout) region(rows []row) {
	l.regions++
	right := 0.0
	for _, r := range rows {
		right = math.Max(right, r.right())
	}
	first := len(l.lines)
	rows = l.marginNotes(l.splitRail(rows))
	for i, r := range rows {
		line := l.line(r)
		if l.marked(r) && headingKind(line.Text) == "" { // before a heading it is an ornament
			line.style.bullet = true
		}
		if i > 0 {
			gap := r.top - rows[i-1].bottom
			line.style.before = math.Max(0, gap-0.3*line.style.size)
			line.style.continues = continuesLine(l.lines[len(l.lines)-1], line, right, gap)
		}
		l.lines = append(l.lines, line)
	}
	l.markRules(l.lines[first:])
}

// marked reports whether a bullet is drawn before a row.
func (l *pageLayout) marked(r row) bool {
	left, mid := r.left(), (r.words[0].Box.Top+r.words[0].Box.Bottom)/2
	for _, m := range l.page.marks {
		if y := (m.Top + m.Bottom) / 2; m.Right < left+1 && left-m.Right < 28 && math.Abs(y-mid) < 0.35*r.words[0].Size {
			return true
		}
	}
	return false
}

// splitRail sets the headings that stand at the left of their text, in a rail,
// on rows of their own above it. A rail is there if two rows or more begin with
// a heading at the same place and go on, after a gap, at the same place.
func (l *pageLayout) splitRail(rows []row) []row {
	type key struct{ a, b int }
	count := map[key]int{}
	kinds := map[key]map[Kind]bool{}
	at := func(segs [][]Word) key {
		return key{int(segs[0][0].Box.Left / 4), int(segs[1][0].Box.Left / 4)}
	}
	segs := make([][][]Word, len(rows))
	for i, r := range rows {
		if segs[i] = l.segments(r); len(segs[i]) < 2 || strings.HasPrefix(segs[i][1][0].Text, ":") {
			continue
		}
		switch k := headingKind(joinWords(segs[i][0])); k {
		case Experience, Education, Skills, Projects, Summary:
			if kinds[at(segs[i])] == nil {
				kinds[at(segs[i])] = map[Kind]bool{}
			}
			kinds[at(segs[i])][k] = true
			count[at(segs[i])] = len(kinds[at(segs[i])])
		}
	}
	var out []row
	for i := 0; i < len(rows); i++ {
		s := segs[i]
		if len(s) < 2 || count[at(s)] < 2 || headingKind(joinWords(s[0])) == "" && !l.railHeading(rows, segs, i) {
			out = append(out, rows[i])
			continue
		}
		head := row{words: s[0], top: rows[i].top, bottom: rows[i].bottom}
		body := rows[i]
		body.words = slices.Concat(s[1:]...)
		bodies := []row{body}
		// A heading of two lines goes on beside the second line of the text.
		for i+1 < len(rows) && len(segs[i+1]) > 1 && at(segs[i+1]) == at(s) && rows[i+1].top-rows[i].bottom < 0.8*l.body && headingKind(joinWords(segs[i+1][0])) == "" {
			i++
			head.words = append(slices.Clone(head.words), segs[i][0]...)
			body := rows[i]
			body.words = slices.Concat(segs[i][1:]...)
			bodies = append(bodies, body)
		}
		out = append(append(out, head), bodies...)
	}
	return out
}

// railHeading reports whether what stands in the rail at row i is set as
// headings are: nothing stands in the rail right above it, and it is short.
func (l *pageLayout) railHeading(rows []row, segs [][][]Word, i int) bool {
	text := joinWords(segs[i][0])
	if wordCount(text) > 4 || !titleCased(text) || looksLikeDates(text) || strings.ContainsAny(text, ":@0123456789") {
		return false
	}
	for _, w := range segs[i][0] {
		if !w.Bold && w.Color == segs[i][1][0].Color && w.Size <= segs[i][1][0].Size+0.3 {
			return false
		}
	}
	return true
}

// marginNotes moves dates and places that stand in the margin beside the text
// of an entry to its head: beside "• Cut latency" in the right column of
// RenderCV's classic theme, or "present" under "2019 –" at the left of a CV in
// the Europass manner.
func (l *pageLayout) marginNotes(rows []row) []row {
	head := -1
	body := false // the row above is part of a list
	for i := range rows {
		segs := l.segments(rows[i])
		text := joinWords(segs[0])
		if len(segs) < 2 {
			if body = isBody(text, body); !body {
				head = i
			}
			continue
		}
		last := segs[len(segs)-1]
		above := body
		body = isBody(text, above)
		switch {
		case head >= 0 && i-head < 8 && body && marginNote(joinWords(last)):
			rows[head].notes = append(rows[head].notes, last)
			rows[i].words = slices.Concat(segs[:len(segs)-1]...)
		case head >= 0 && i-head < 8 && isBody(joinWords(segs[1]), above) && looksLikeDates(text) && bulletLen(text) == 0:
			rows[head].notes = append(rows[head].notes, segs[0])
			rows[i].words = slices.Concat(segs[1:]...)
		case head >= 0 && i == head+1 && openRange(rows[head], l) && (looksLikeDates(text) || presentWord.MatchString(text)):
			first := l.segments(rows[head])[0]
			rows[head].words = slices.Concat(first, segs[0], rows[head].words[len(first):])
			rows[i].words = slices.Concat(segs[1:]...)
		default:
			head = i
		}
	}
	return rows
}

var presentWord = regexp.MustCompile(`(?i)^(?:present|current|now|today|ongoing|date|heute|aujourd.hui|actualidad|oggi|heden|atual)$`)

// openRange reports whether a row begins with a date and a dash: the range goes
// on beneath, in the margin.
func openRange(r row, l *pageLayout) bool {
	segs := l.segments(r)
	text := joinWords(segs[0])
	return len(segs) > 1 && strings.ContainsAny(text[len(text)-1:], "-–—") && looksLikeDates(strings.TrimRight(text, " -–—")) || len(segs) > 1 && dashEnd.MatchString(text)
}

var dashEnd = regexp.MustCompile(`\d\s*[–—-]$`)

// isBody reports whether a row is an item of a list, or goes on with the one above.
func isBody(text string, above bool) bool { return bulletLen(text) > 0 || above && startsLower(text) }

func marginNote(text string) bool {
	return wordCount(text) <= 6 && (looksLikeDates(text) || isPlace(text) || strings.TrimSpace(duration.ReplaceAllString(text, "")) == "")
}

// segments parts the words of a row at its wide gaps.
func (l *pageLayout) segments(r row) [][]Word {
	wide := wideGaps(r.words)
	var out [][]Word
	from := 0
	for i := range wide {
		if wide[i] {
			out = append(out, r.words[from:i+1])
			from = i + 1
		}
	}
	return append(out, r.words[from:])
}

// wideGaps says after which words a gap follows that is far wider than a space.
func wideGaps(words []Word) []bool {
	gaps := make([]float64, len(words)-1)
	for i := range gaps {
		gaps[i] = words[i+1].Box.Left - words[i].Box.Right
	}
	sorted := slices.Clone(gaps)
	slices.Sort(sorted)
	usual := 0.0
	if len(sorted) > 2 {
		usual = sorted[len(sorted)/2]
	}
	wide := make([]bool, len(gaps))
	if n := len(sorted); n > 1 && sorted[0] > 0.85*sorted[n-1] {
		return wide // a justified line
	}
	for i := range gaps {
		wide[i] = gaps[i] > math.Max(1.6*words[i+1].Size, 3*usual)
	}
	return wide
}

// line makes a line of a row; gaps far wider than a space become tabs.
func (l *pageLayout) line(r row) Line {
	var b strings.Builder
	wide := wideGaps(r.words)
	box := r.words[0].Box
	st := lineStyle{region: l.regions}
	letters, bold, italic, size := 0, 0, 0, 0.0
	for i, w := range r.words {
		if i > 0 {
			if wide[i-1] {
				b.WriteByte('\t')
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w.Text)
		box = Box{math.Min(box.Left, w.Box.Left), math.Min(box.Top, w.Box.Top), math.Max(box.Right, w.Box.Right), math.Max(box.Bottom, w.Box.Bottom)}
		n := len(w.Text)
		letters += n
		size += w.Size * float64(n)
		if w.Bold {
			bold += n
		}
		if w.Italic {
			italic += n
		}
	}
	for _, n := range r.notes {
		b.WriteString("\t" + joinWords(n))
	}
	text := b.String()
	st.size = size / float64(letters)
	st.bold, st.italic = float64(bold)/float64(letters), float64(italic)/float64(letters)
	st.caps = isCaps(text)
	st.left = r.words[0].Box.Left
	if bulletLen(text) > 0 {
		st.bullet = true
	}
	width := l.page.width
	if mid := (box.Left + box.Right) / 2; math.Abs(mid-width/2) < 8 && box.Left > 0.2*width {
		st.align = "center"
	}
	for _, k := range l.page.links {
		if k.box.Left < box.Right && k.box.Right > box.Left && k.box.Top < box.Bottom-1 && k.box.Bottom > box.Top+1 {
			st.links = append(st.links, k.url)
		}
	}
	return Line{Page: l.page.number, Box: &box, Text: text, Words: slices.Concat(append([][]Word{r.words}, r.notes...)...), style: st}
}

// continuesLine reports whether a line goes on with the paragraph of the one
// above: the one above is full, or ends in the middle of a sentence.
func continuesLine(prev, line Line, right, gap float64) bool {
	a, b := prev.style, line.style
	if b.bullet || gap > 0.9*b.size || math.Abs(a.size-b.size) > 0.8 || strings.Contains(line.Text, "\t") {
		return false
	}
	if (a.bold > 0.6) != (b.bold > 0.6) && b.bold != 0 {
		return false
	}
	if numberMark.MatchString(line.Text) {
		return false
	}
	if a.bullet && b.left < a.left-2 {
		return false
	}
	if strings.HasSuffix(prev.Text, ".") && titleCased(line.Text) && len(findDates(line.Text, true)) > 0 && len(findDates(prev.Text, true)) > 0 {
		return false // entries of a line each
	}
	if i := strings.LastIndexByte(prev.Text, '\t'); i >= 0 && wordCount(prev.Text[i:]) <= 4 {
		return startsLower(line.Text) // a place or date set to the right edge does not fill the line
	}
	full := prev.Box.Right+line.Words[0].Box.Right-line.Words[0].Box.Left+0.3*b.size > right-1
	return full && !strings.HasSuffix(prev.Text, ":") || startsLower(line.Text) && gap < 0.6*b.size && wordCount(prev.Text) > 4
}

func startsLower(s string) bool {
	r := firstRune(s)
	return r >= 'a' && r <= 'z'
}

// markRules notes which lines are underlined, and which have a rule beneath or above.
func (l *pageLayout) markRules(lines []Line) {
	for i := range lines {
		b := lines[i].Box
		for _, r := range l.page.rules {
			if r.Bottom-r.Top > 3 || r.Right-r.Left < 15 {
				continue
			}
			if r.Left > b.Right || r.Right < b.Left {
				continue
			}
			switch dy := r.Top - b.Bottom; {
			case dy > -4 && dy < 2 && r.Left > b.Left-6 && r.Right < b.Right+6:
				lines[i].style.underline = true
			case dy > -4 && dy < 0.9*lines[i].style.size && r.Right-r.Left > 60:
				lines[i].style.ruled = true
			}
		}
	}
}

// joinRules merges horizontal and vertical rules that touch: a border is often
// drawn cell by cell.
func joinRules(rules []Box) []Box {
	var out []Box
	for _, r := range rules {
		joined := false
		for i := range out {
			o := &out[i]
			h := r.Bottom-r.Top < 3 && o.Bottom-o.Top < 3 && math.Abs(r.Top-o.Top) < 1.5 && r.Left < o.Right+3 && r.Right > o.Left-3
			v := r.Right-r.Left < 3 && o.Right-o.Left < 3 && math.Abs(r.Left-o.Left) < 1.5 && r.Top < o.Bottom+3 && r.Bottom > o.Top-3
			if h || v {
				*o = Box{math.Min(r.Left, o.Left), math.Min(r.Top, o.Top), math.Max(r.Right, o.Right), math.Max(r.Bottom, o.Bottom)}
				joined = true
				break
			}
		}
		if !joined && len(out) < 2000 {
			out = append(out, r)
		}
	}
	return out
}

// gridTable is a bordered table: rows of cells of words.
type gridTable struct {
	top, bottom, left, right float64
	rows                     [][][]Word
}

// grid finds the topmost bordered table among words. A table is where two or
// more vertical rules run over the same height; its rows end where horizontal
// rules cross. The outer borders may be missing.
func (l *pageLayout) grid(words []Word) (gridTable, bool) {
	var hs, vs []Box
	for _, r := range l.page.rules {
		switch {
		case r.Bottom-r.Top < 4 && r.Right-r.Left > 25:
			hs = append(hs, r)
		case r.Right-r.Left < 4 && r.Bottom-r.Top > 10:
			vs = append(vs, r)
		}
	}
	sort.Slice(vs, func(i, j int) bool { return vs[i].Top < vs[j].Top })
	sort.Slice(hs, func(i, j int) bool { return hs[i].Top < hs[j].Top })
	for i, v := range vs {
		if g, ok := gridAt(words, v, vs[i:], hs); ok {
			return g, true
		}
	}
	return gridTable{}, false
}

// gridAt reads the table whose height the vertical rule v gives.
func gridAt(words []Word, v Box, vs, hs []Box) (gridTable, bool) {
	g := gridTable{top: v.Top, bottom: v.Bottom, left: v.Left, right: v.Right}
	var inside []Box
	same := 0
	for _, o := range vs {
		if o.Top < v.Top-4 || o.Bottom > v.Bottom+4 {
			continue
		}
		inside = append(inside, o)
		if math.Abs(o.Left-v.Left) > 8 && math.Abs(o.Top-v.Top) < 4 && math.Abs(o.Bottom-v.Bottom) < 4 {
			same++
		}
		g.left, g.right = math.Min(g.left, o.Left), math.Max(g.right, o.Right)
	}
	if same == 0 {
		return g, false
	}
	ys := []float64{v.Top}
	for _, h := range hs {
		if h.Top < v.Top-4 || h.Bottom > v.Bottom+4 || h.Right < g.left+5 || h.Left > g.right-5 || !meets(inside, h) {
			continue
		}
		if h.Left > g.left-200 && h.Right < g.right+200 { // the outer border on a side may be missing
			g.left, g.right = math.Min(g.left, h.Left), math.Max(g.right, h.Right)
		}
		if h.Top > ys[len(ys)-1]+5 {
			ys = append(ys, h.Top)
		}
	}
	if v.Bottom > ys[len(ys)-1]+5 {
		ys = append(ys, v.Bottom)
	}
	filled := map[int]bool{}
	for i := 0; i+1 < len(ys); i++ {
		cells := cellsBetween(words, inside, g, ys[i], ys[i+1])
		n := 0
		for j, c := range cells {
			if len(c) > 0 {
				filled[j] = true
				n++
			}
		}
		if n > 0 {
			g.rows = append(g.rows, cells)
		}
	}
	return g, len(filled) >= 2 && len(g.rows) >= 1 && (len(g.rows) >= 2 || len(inside) >= 3)
}

// meets reports whether a horizontal rule touches or crosses two vertical ones,
// as a border does and an underline does not.
func meets(vs []Box, h Box) bool {
	var first float64
	n := 0
	for _, v := range vs {
		if v.Left > h.Left-4 && v.Left < h.Right+4 && v.Top < h.Top+5 && v.Bottom > h.Top-5 {
			if n == 0 {
				first, n = v.Left, 1
			} else if math.Abs(v.Left-first) > 8 {
				return true
			}
		}
	}
	return false
}

// cellsBetween puts the words between two horizontal rules of a table into cells.
func cellsBetween(words []Word, vs []Box, g gridTable, top, bottom float64) [][]Word {
	xs := []float64{g.left}
	var inner []float64
	for _, v := range vs {
		if v.Top < bottom-5 && v.Bottom > top+5 {
			inner = append(inner, v.Left)
		}
	}
	slices.Sort(inner)
	for _, x := range append(inner, g.right) {
		if x > xs[len(xs)-1]+8 {
			xs = append(xs, x)
		}
	}
	cells := make([][]Word, max(1, len(xs)-1))
	for _, w := range words {
		y, x := (w.Box.Top+w.Box.Bottom)/2, (w.Box.Left+w.Box.Right)/2
		if y < top || y >= bottom || x < g.left || x > g.right {
			continue
		}
		i := sort.SearchFloat64s(xs, x) - 1
		i = max(0, min(i, len(cells)-1))
		cells[i] = append(cells[i], w)
	}
	return cells
}

// gridRow makes one line of a table's row if its cells are short, else reads
// it cell by cell: a table that only lays out a page.
func (l *pageLayout) gridRow(cells [][]Word, depth int) {
	filled, long := 0, false
	var all []Word
	for _, c := range cells {
		if len(c) == 0 {
			continue
		}
		filled++
		rows := rowsOf(c)
		long = long || len(rows) > 4 || len(c) > 25
		for _, r := range rows {
			long = long || bulletLen(joinWords(r.words)) > 0 && len(rows) > 1
			all = append(all, r.words...)
		}
	}
	if long || filled == 1 {
		for _, c := range cells {
			l.cut(c, depth+1)
		}
		return
	}
	l.regions++
	line := l.line(row{words: all})
	var texts []string
	for _, c := range cells {
		var words []Word
		for _, r := range rowsOf(c) {
			words = append(words, r.words...)
		}
		texts = append(texts, joinWords(words))
	}
	line.Text = strings.Join(texts, "\t")
	line.style.row, line.style.table = true, l.tables
	line.style.left = line.Box.Left
	l.lines = append(l.lines, line)
}

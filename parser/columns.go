package parser

import (
	"math"
	"strings"
)

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
	seen, scores := sideCache{l.body, map[[3]int]sideText{}}, map[uint64]float64{}
	splits := make([]int, len(rows)) // how many words of each row stand left of x
	var best column
	bestScore := 0.0
	for x := left + 30; x < right-30; x += 2 {
		for i, r := range rows {
			for splits[i] < len(r.words) && r.words[splits[i]].Box.Left <= x {
				splits[i]++
			}
		}
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
			// Most places part the words as the one before did.
			key := splitKey(splits[a:b], a)
			score, known := scores[key]
			if !known {
				score = l.columnRun(rows, a, b, splits, seen)
				scores[key] = score
			}
			if score > bestScore {
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

// splitKey tells apart how rows, the first of which is numbered from, are parted.
func splitKey(splits []int, from int) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, n := range append([]int{from, len(splits)}, splits...) {
		h = (h ^ uint64(n)) * 1099511628211
	}
	return h
}

// columnRun scores rows[from:to], parted after the words that splits counts, as
// two columns; 0 if they are none.
func (l *pageLayout) columnRun(rows []row, from, to int, splits []int, seen sideCache) float64 {
	var ls, rs side
	alone := 0 // headings at the left with nothing beside them
	both, lefts, rights := 0, 0, 0
	for n := from; n < to; n++ {
		i, all := splits[n], len(rows[n].words)
		if i > 0 {
			lefts++
		}
		if i < all {
			rights++
		}
		if i > 0 && i < all {
			both++
		}
	}
	if lefts < 3 || rights < 3 || both == 0 {
		return 0
	}
	for n := from; n < to; n++ {
		ws, i := rows[n].words, splits[n]
		var lt, rt sideText
		if i > 0 {
			lt = seen.of(n, 0, ws[:i])
		}
		if i < len(ws) {
			rt = seen.of(n, i, ws[i:])
		}
		if i > 0 && i < len(ws) {
			if gap := ws[i].Box.Left - ws[i-1].Box.Right; (lt.heading || rt.heading) && gap < 2.5*ws[i].Size && seen.of(n, 0, ws).heading {
				lt.heading, rt.heading = false, false // one heading, of two words far apart
			}
		}
		if lt.heading && i == len(ws) {
			alone++
		}
		if i > 0 {
			ls.add(ws[:i], lt)
		}
		if i < len(ws) {
			rs.add(ws[i:], rt)
		}
	}
	ownHeadings := ls.headings > 0 && rs.headings > 0
	if min(ls.n, rs.n) < 5 && !ownHeadings {
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
	if rs.headings == 0 && ls.n > alone && float64(both) > 0.9*float64(ls.n-alone)-1 && ls.wordsPerRow() <= 3.5 {
		return 0 // dates and labels, each beside its text, under headings that stand at the left; or a line of contact
	}
	if rs.headings == 0 && ls.labels > 1 && ls.dates+ls.labels > 0.6*float64(ls.n-alone) {
		return 0 // labels and dates before what they belong to
	}
	dense := float64(min(ls.n, rs.n)) / float64(max(ls.n, rs.n))
	switch {
	case ownHeadings && ls.n >= 4 && rs.n >= 4:
		// Both sides have headings of their own.
	case rs.dates > 0.5*float64(rs.n) || ls.dates > 0.5*float64(ls.n-alone):
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
	labels   float64 // rows that end with a colon
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
	label                bool
}

// sideCache keeps what was made out of the sides of rows: the gutters that are
// tried share most of them. A key is the number of the row, of its first word,
// and how many words there are.
type sideCache struct {
	body float64 // size of most letters of the page
	seen map[[3]int]sideText
}

func (c sideCache) of(row, first int, words []Word) sideText {
	key := [3]int{row, first, len(words)}
	t, ok := c.seen[key]
	if !ok {
		text := joinWords(words)
		t = sideText{
			chars:   float64(len(text)),
			date:    len(words) <= 6 && (looksLikeDates(text) || isPlace(text)),
			heading: len(words) <= 10 && (words[0].Bold || words[0].Size > c.body+0.7 || isCaps(text)) && headingKind(text) != "",
			colon:   strings.HasPrefix(text, ":"),
			label:   len(words) <= 4 && strings.HasSuffix(text, ":"),
		}
		c.seen[key] = t
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
	if t.label {
		s.labels++
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

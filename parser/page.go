package parser

import (
	"math"
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

func (r row) left() float64 { return r.words[0].Box.Left }

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
	page rawPage
	body float64 // size of most letters
	pageLines
}

// pageLines are the lines of a page, with the numbers of its regions and tables.
type pageLines struct {
	lines           []Line
	regions, tables int // how many there are
}

// layoutPage returns a page's lines in reading order.
func layoutPage(p rawPage) pageLines {
	l := &pageLayout{page: p, body: bodySize(p.words)}
	l.page.rules = joinRules(p.rules)
	l.cut(p.words, 0)
	return l.pageLines
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
		// A row may have a word in each cell, so the usual gap is no more than a wide space.
		wide[i] = gaps[i] > math.Max(1.6*words[i+1].Size, 3*math.Min(usual, 0.6*words[i+1].Size))
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
	if titleCased(line.Text) && (strings.HasSuffix(prev.Text, ".") || strings.HasSuffix(prev.Text, ")")) && len(findDates(line.Text, true)) > 0 && len(findDates(prev.Text, true)) > 0 {
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

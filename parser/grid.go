package parser

import (
	"math"
	"slices"
	"sort"
	"strings"
)

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

// brokenYear matches the year of a date that a narrow cell breaks: "15.02.201" over "8".
var brokenYear = compile(`([./-](?:19|20)\d|[./-](?:19|20)\d??) (\d{1,2})\b`)

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
	line.Text = brokenYear.ReplaceAllString(strings.Join(texts, "\t"), "$1$2")
	line.style.row, line.style.table = true, l.tables
	line.style.left = line.Box.Left
	l.lines = append(l.lines, line)
}

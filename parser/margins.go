package parser

import (
	"math"
	"slices"
	"strings"
)

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
	count := map[int]int{}
	kinds := map[int]map[Kind]bool{}
	at := func(segs [][]Word) int { return int(math.Round(segs[1][0].Box.Left / 4)) } // the headings may be set flush right
	segs := make([][][]Word, len(rows))
	edge := bodyEdge(rows)
	for i, r := range rows {
		if segs[i] = splitAt(r, edge); segs[i] == nil {
			segs[i] = l.segments(r)
		}
		if len(segs[i]) < 2 || strings.HasPrefix(segs[i][1][0].Text, ":") {
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
		wrapped := l.wrappedHeading(rows, segs, i)
		if len(s) < 2 || !wrapped && (count[at(s)] < 2 || headingKind(joinWords(s[0])) == "" && !l.railHeading(rows, segs, i)) {
			out = append(out, rows[i])
			continue
		}
		head := row{words: s[0], top: rows[i].top, bottom: rows[i].bottom}
		body := rows[i]
		body.words = slices.Concat(s[1:]...)
		bodies := []row{body}
		// A heading of two lines goes on beside the second line of the text.
		for i+1 < len(rows) && len(segs[i+1]) > 1 && at(segs[i+1]) == at(s) && rows[i+1].top-rows[i].bottom < 0.8*l.body && (wrapped || headingKind(joinWords(segs[i+1][0])) == "") {
			wrapped = false
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

// bodyEdge returns where the text beside a rail begins whose headings are set
// flush right, a space before it: there most rows begin, and after headings of
// two kinds or more a word does. It returns 0 if there is no such place.
func bodyEdge(rows []row) float64 {
	at := map[int]int{}
	kinds := map[int]map[Kind]bool{}
	bucket := func(x float64) int { return int(math.Round(x / 2)) }
	for _, r := range rows {
		at[bucket(r.left())]++
		for n := 1; n < min(len(r.words), 4); n++ {
			if k := headingKind(joinWords(r.words[:n])); k != "" {
				b := bucket(r.words[n].Box.Left)
				if kinds[b] == nil {
					kinds[b] = map[Kind]bool{}
				}
				kinds[b][k] = true
			}
		}
	}
	for b, k := range kinds {
		if len(k) >= 2 && at[b]*2 > len(rows) {
			return float64(b * 2)
		}
	}
	return 0
}

// splitAt parts a row at the word that begins at x; nil if none does.
func splitAt(r row, x float64) [][]Word {
	for n := 1; n < len(r.words) && x > 0; n++ {
		if math.Abs(r.words[n].Box.Left-x) < 2 {
			return [][]Word{r.words[:n], r.words[n:]}
		}
	}
	return nil
}

// wrappedHeading reports whether the left cells of row i and the one beneath
// spell a heading together that the upper one alone is not: "Technical" over
// "Skills", with the skills beside them.
func (l *pageLayout) wrappedHeading(rows []row, segs [][][]Word, i int) bool {
	if i+1 >= len(rows) || len(segs[i]) < 2 || len(segs[i+1]) < 2 || rows[i+1].top-rows[i].bottom > 0.8*l.body ||
		math.Abs(rows[i].left()-rows[i+1].left()) > 2 {
		return false
	}
	upper := joinWords(segs[i][0])
	return headingKind(upper) == "" && headingKind(upper+" "+joinWords(segs[i+1][0])) != ""
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
		if head >= 0 && i == head+1 {
			if n, m := brokenRange(rows[head], rows[i]); n > 0 {
				rows[head].words = slices.Concat(rows[head].words[:n], rows[i].words[:m], rows[head].words[n:])
				rows[i].words = rows[i].words[m:]
				continue
			}
		}
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
		case body && headLike(text):
			head = i // an employer with a bullet before it, its dates at the right
		case head >= 0 && i-head < 8 && body && marginNote(joinWords(last)):
			rows[head].notes = append(rows[head].notes, last)
			rows[i].words = slices.Concat(segs[:len(segs)-1]...)
		case head >= 0 && i-head < 8 && (isBody(joinWords(segs[1]), above) && looksLikeDates(text) && bulletLen(text) == 0 ||
			l.marked(row{words: segs[1]}) && isPlace(text)):
			rows[head].notes = append(rows[head].notes, segs[0])
			rows[i].words = slices.Concat(segs[1:]...)
		default:
			head = i
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r.words) == 0 })
}

// brokenRange returns how many words at the beginning of a row and of the one
// beneath make one range of dates, broken because their column is narrow: "2019 –"
// over "present", "Mar 2012 – Jan" over "2015". What stands beside them begins at
// one place.
func brokenRange(upper, lower row) (n, m int) {
	if math.Abs(upper.left()-lower.left()) > 3 {
		return 0, 0
	}
	whole := func(s string) bool {
		ds := findDates(s, true)
		return len(ds) == 1 && !ds[0].single && ds[0].to-ds[0].from >= len(s)*7/10
	}
	for n = min(5, len(upper.words)-1); n > 0; n-- {
		head := joinWords(upper.words[:n])
		if !strings.ContainsAny(head, "0123456789") {
			break
		}
		open := dashEnd.MatchString(head)
		for m = min(4, len(lower.words)); m > 0; m-- {
			tail := joinWords(lower.words[:m])
			if m < len(lower.words) && math.Abs(upper.words[n].Box.Left-lower.words[m].Box.Left) > 3 {
				continue
			}
			if (open || dashLead.MatchString(tail)) && whole(head+" "+tail) {
				for k := 1; k <= min(6, len(upper.words)); k++ {
					if whole(joinWords(upper.words[:k])) {
						return 0, 0 // it has its end already
					}
				}
				return n, m
			}
		}
	}
	return 0, 0
}

var (
	dashEnd  = compile(`(?i)(?:[–—-]|\b(?:to|till|until|bis|au|à|al|hasta|até))(?:\s*\pL+\.?)?$`)
	dashLead = compile(`(?i)^(?:[–—-]|(?:to|till|until|bis|au|à|al|hasta|até)\b)`)
)

// isBody reports whether a row is an item of a list, or goes on with the one above.
func isBody(text string, above bool) bool { return bulletLen(text) > 0 || above && startsLower(text) }

// headLike reports whether an item of a list reads as the head of an entry.
func headLike(text string) bool {
	text = stripBullet(text)
	return wordCount(text) <= 8 && (titleScore(text) >= 3 || companyScore(text) >= 1.5) && mostlyCapitals(text)
}

func marginNote(text string) bool {
	return wordCount(text) <= 6 && (looksLikeDates(text) || isPlace(text) || strings.TrimSpace(duration.ReplaceAllString(text, "")) == "")
}

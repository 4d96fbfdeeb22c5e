package parser

import (
	"math"
	"slices"
	"sort"
)

// The words of the two readers of a PDF, side by side: by their places, as the
// texts and the order are what is compared.

// wordPairs says which words of the two readers stand at the same place of a page.
type wordPairs struct {
	page, stream [][]int // for a word of one reader, those of the other, ascending
}

// rowHeight is the height of the strips by which words at the same place are found.
const rowHeight = 12.0

func pairWords(page, stream []Word) wordPairs {
	p := wordPairs{make([][]int, len(page)), make([][]int, len(stream))}
	rows := map[int][]int{}
	for i, w := range page {
		for y := rowOf(w.Box.Top); y <= rowOf(w.Box.Bottom); y++ {
			rows[y] = append(rows[y], i)
		}
	}
	for j, w := range stream {
		for _, i := range rows[rowOf((w.Box.Top+w.Box.Bottom)/2)] {
			if samePlace(page[i].Box, w.Box) {
				p.page[i] = append(p.page[i], j)
				p.stream[j] = append(p.stream[j], i)
			}
		}
	}
	return p
}

func rowOf(y float64) int {
	return int(math.Max(-100, math.Min(y/rowHeight, 10_000)))
}

// samePlace reports whether two boxes share most of the smaller one's height
// and a good part of its width.
func samePlace(a, b Box) bool {
	return sharedShare(a.Top, a.Bottom, b.Top, b.Bottom) > 0.5 && sharedShare(a.Left, a.Right, b.Left, b.Right) > 0.3
}

// sharedShare returns what two stretches share, as a share of the shorter one.
func sharedShare(a0, a1, b0, b1 float64) float64 {
	return (min(a1, b1) - max(a0, b0)) / max(min(a1-a0, b1-b0), 0.1)
}

// twin returns the word of the page that alone stands where the stream's word j
// alone stands.
func (p wordPairs) twin(j int) (int, bool) {
	if len(p.stream[j]) != 1 || len(p.page[p.stream[j][0]]) != 1 {
		return 0, false
	}
	return p.stream[j][0], true
}

// Bounds of what the stream reader may add to a page.
const (
	mendShare = 0.3  // of its words on the page
	mendNear  = 60.0 // points within which the same word is no other one
)

// mend takes from the stream reader what pdfium cannot read: the letters of
// fonts that only the names of their glyphs explain, and words that it passes
// over, such as bullets of broken fonts.
func mend(page, stream *rawPDF) {
	for i := range min(len(page.pages), len(stream.pages)) {
		p, s := &page.pages[i], &stream.pages[i]
		if poorer(p.words, s.words) {
			p.words, p.untold = s.words, true
			continue
		}
		p.mend(s.words)
	}
}

// poorer reports whether a reading of a page lacks most of the letters that the
// other one has, or has fallen apart into letters.
func poorer(words, other []Word) bool {
	return 2*lettersIn(words) < lettersIn(other) || len(words) > 2*len(other) && len(other) > 0 && lettersIn(words) < 2*lettersIn(other)
}

func lettersIn(words []Word) int {
	n := 0
	for _, w := range words {
		n += letterCount(w.Text)
	}
	return n
}

func (p *rawPage) mend(stream []Word) {
	pairs := pairWords(p.words, stream)
	var missing []Word
	for j, w := range stream {
		if i, ok := pairs.twin(j); ok && p.words[i].lost > w.lost {
			p.words[i].Text = w.Text
		}
		if len(pairs.stream[j]) == 0 && !w.Invisible && p.shows(w) && !hasNear(p.words, w) {
			missing = append(missing, w)
		}
	}
	if float64(len(missing)) <= mendShare*float64(len(stream)) {
		p.words = append(p.words, missing...)
	}
}

// shows reports whether a word stands on the page.
func (p *rawPage) shows(w Word) bool {
	x, y := (w.Box.Left+w.Box.Right)/2, (w.Box.Top+w.Box.Bottom)/2
	return x > 0 && y > 0 && x < p.width && y < p.height
}

// hasNear reports whether the same word stands nearby on the same row: the
// readers may differ on the widths of letters.
func hasNear(words []Word, w Word) bool {
	return slices.ContainsFunc(words, func(o Word) bool {
		return o.Text == w.Text && math.Abs(o.Box.Left-w.Box.Left) < mendNear &&
			sharedShare(o.Box.Top, o.Box.Bottom, w.Box.Top, w.Box.Bottom) > 0.5
	})
}

// increasing returns the indexes of a longest increasing subsequence.
func increasing(values []int) []int {
	var ends []int // ends[n] is the index of the least value that ends one of n+1 values
	before := make([]int, len(values))
	for i, v := range values {
		n := sort.Search(len(ends), func(n int) bool { return values[ends[n]] >= v })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	out := make([]int, 0, len(ends))
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}
